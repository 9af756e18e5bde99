using System.Collections.Immutable;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Kpti.Change;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>
/// systemd-boot: the line of each entry that is there, and /etc/kernel/cmdline, from which kernel-install(8) makes those of
/// kernels to come. For one boot there is an entry beside the others.
/// </summary>
internal sealed class SystemdBootLoader(string backend, RootFiles files, BootLoader loader) : ILoader
{
    private const string CommandLine = "/etc/kernel/cmdline", VendorLine = "/usr/lib/kernel/cmdline", Options = "options";

    private const string TrialFile = "tuisetup-kpti.conf";

    public bool CanTryOnce => Entries().Any();

    public IEnumerable<Problem> Check(KptiRequest request) => [];

    public Task<ImmutableArray<Step>> StepsAsync(KptiRequest request, CancellationToken cancel)
        => Task.FromResult<ImmutableArray<Step>>(request.Once ? [.. Once(request)] : [.. Always(request)]);

    private IEnumerable<Step> Always(KptiRequest request)
    {
        yield return File(CommandLine, T("the line of kernels to come"), Value.List([BootWords.With(Source(), request.Word)]));
        foreach (var path in Entries())
        {
            yield return File(path, T("a kernel that is installed"), Value.List(files.Lines(path).Select(line => With(line, request.Word))));
        }
    }

    private IEnumerable<Step> Once(KptiRequest request)
    {
        var first = Entries().Last();
        var entry = File($"{loader.Folder}/{TrialFile}", T($"an entry like {Path.GetFileName(first)}, with {request.Word}"), Value.List(files.Lines(first)
            .Select(line => line.StartsWith("title", StringComparison.Ordinal) ? $"title TuiSetup: one boot with {request.Word}" : With(line, request.Word))));
        yield return entry;
        yield return HostStep.Make(
            backend, OneShotOperation.OperationName, OneShotOperation.Target, T("systemd-boot takes that entry at the next boot, and then the usual one again"),
            OneShotOperation.Read(files), OneShotOperation.Of(TrialFile)) with
        { DependsOn = [entry.Id] };
    }

    private Step File(string path, string summary, Value after) => HostStep.Make(backend, FileOperation.OperationName, path, summary, FileOperation.Read(files, path), after);

    /// <summary>Entries of Linux, by name; ours for one boot is none of them.</summary>
    private IEnumerable<string> Entries()
        => Directory.GetFiles(files.PathOf(loader.Folder), "*.conf").Select(path => $"{loader.Folder}/{Path.GetFileName(path)}")
            .Where(path => Path.GetFileName(path) != TrialFile && files.Lines(path).Any(line => line.StartsWith("linux", StringComparison.Ordinal))).Order(StringComparer.Ordinal);

    /// <summary>The line that kernel-install takes today; without a file it is that of the running kernel.</summary>
    private string Source()
        => new[] { CommandLine, VendorLine }.Select(path => string.Join(' ', files.Lines(path).Where(line => !line.StartsWith('#'))).Trim()).FirstOrDefault(line => line.Length > 0)
            ?? string.Join(' ', KernelCommandLine.Parse(string.Join(' ', files.Lines("/proc/cmdline"))).Words
                .Where(word => !word.StartsWith("BOOT_IMAGE=", StringComparison.Ordinal) && !word.StartsWith("initrd=", StringComparison.Ordinal)));

    private static string With(string line, string word)
        => line.StartsWith(Options + " ", StringComparison.Ordinal) || line.StartsWith(Options + "\t", StringComparison.Ordinal) ? $"{Options} {BootWords.With(line[Options.Length..], word)}" : line;
}
