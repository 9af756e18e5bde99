using System.Collections.Immutable;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Kpti.Change;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>GRUB as Debian has it: a file of our own in /etc/default/grub.d, then update-grub; or an entry beside the others, for one boot.</summary>
internal sealed class GrubLoader(string backend, RootFiles files, IHostTools tools, GrubWordOperation word) : ILoader
{
    private const string Config = "/boot/grub/grub.cfg", Custom = "/boot/grub/custom.cfg", EnvironmentFile = "/boot/grub/grubenv";

    private const string Maker = "/usr/sbin/grub-mkconfig", TrialId = "tuisetup-kpti";

    private const string Begin = "# Begin of what tuisetup, wizard kpti, wrote.", End = "# End of what tuisetup, wizard kpti, wrote.";

    /// <summary>grub.cfg looks for custom.cfg where the script 41_custom is in place.</summary>
    public bool CanTryOnce => files.Lines(Config).Any(line => line.Contains("custom.cfg", StringComparison.Ordinal)) && First() is not null;

    public IEnumerable<Problem> Check(KptiRequest request)
    {
        foreach (var found in GrubDefaults.Read(files))
        {
            foreach (var word in Contradictions(found.Text, request))
            {
                yield return Problem.Error(
                    KptiRequest.PtiField, T($"{found.File} has {word} in {found.Variable}, which contradicts {request.Word}."), T("Take it out there: TuiSetup does not edit what an admin wrote."));
            }

            if (found is { Variable: GrubDefaults.Usual, Replaces: true } && string.CompareOrdinal(found.File, GrubDefaults.DropIn) > 0)
            {
                yield return Problem.Error(
                    KptiRequest.PtiField, T($"{found.File} is read after {GrubDefaults.DropIn} and gives {GrubDefaults.Usual} a new value, so {request.Word} would be lost."),
                    T($"Let it begin with ${GrubDefaults.Usual}, or give the file a lower number."));
            }
        }

        if (GrubConfig.Parse(files.Lines(Config)).IsEmpty)
        {
            yield return Problem.Error(null, T($"{Config} has no entry that grub-mkconfig made for a kernel, so it was edited by hand."), T("Run update-grub first, and look at what it makes."));
        }
    }

    public async Task<ImmutableArray<Step>> StepsAsync(KptiRequest request, CancellationToken cancel)
        => request.Once ? Once(request) : await AlwaysAsync(request, cancel);

    private static IEnumerable<string> Contradictions(string text, KptiRequest request)
        => BootWords.Of(text).Where(word => word != request.Word)
            .Concat(request.Pti == KptiRequest.Auto && KernelCommandLine.Parse(text).StopsAuto is { } stops ? [stops] : Array.Empty<string>());

    private async Task<ImmutableArray<Step>> AlwaysAsync(KptiRequest request, CancellationToken cancel)
    {
        // What update-grub would make now, and with the word: nobody shall be surprised by what else it changes.
        var made = GrubConfig.Parse((await tools.RunAsync(Maker, [], cancel)).Split('\n'));
        var after = GrubConfig.ToValue(made.Select(entry => entry.IsRecovery ? entry : entry with { Line = BootWords.With(entry.Line, request.Word) }));
        return
        [
            HostStep.Make(
                backend, GrubWordOperation.OperationName, Config, T($"made anew by update-grub, with a file of our own, {GrubDefaults.DropIn}; entries for recovery keep their lines"),
                word.Read(Config), GrubWordOperation.Of(Value.List(GrubDefaults.Lines(request.Word, request.Record)), after)) with
            { Arguments = GrubWordOperation.Arguments(files, Config) },
        ];
    }

    private ImmutableArray<Step> Once(KptiRequest request)
    {
        var entry = HostStep.Make(
            backend, FileOperation.OperationName, Custom, T($"an entry like the first, with {request.Word}"), FileOperation.Read(files, Custom), Value.List(CustomLines(request)));
        var next = HostStep.Make(
            backend, GrubEnvironmentOperation.OperationName, EnvironmentFile, T("GRUB takes that entry at the next boot, and then the usual one again"),
            GrubEnvironmentOperation.Read(files, EnvironmentFile), GrubEnvironmentOperation.Of(TrialId));
        return [entry, next with { DependsOn = [entry.Id] }];
    }

    private IEnumerable<string> CustomLines(KptiRequest request)
        => Others().Concat([Begin, $"menuentry 'TuiSetup: one boot with {request.Word}' --id {TrialId} {{"])
            .Concat(First()!.Body.Select(line => GrubConfig.LinuxLine().IsMatch(line.Trim()) ? "\t" + BootWords.With(line, request.Word) : line))
            .Concat(["}", End]);

    private GrubEntry? First() => GrubConfig.Parse(files.Lines(Config)).FirstOrDefault(entry => !entry.IsRecovery);

    /// <summary>What others have in custom.cfg.</summary>
    private IEnumerable<string> Others()
    {
        var isOurs = false;
        foreach (var line in files.Lines(Custom))
        {
            isOurs |= line == Begin;
            if (!isOurs)
            {
                yield return line;
            }

            isOurs &= line != End;
        }
    }
}
