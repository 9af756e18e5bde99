using TuiSetup.Backends.Kpti.Change;
using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti;

/// <summary>What is looked at once, after the reboot that followed a change: whether it is as planned, and what it costs now.</summary>
/// <param name="context">How to find the host's files, and time.</param>
public sealed class KptiAfter(BackendContext context)
{
    /// <summary>Measures again, keeps the report beside the one of before, and tells what came of it.</summary>
    /// <param name="word">The word that was planned for the kernel command line, such as <c>pti=off</c>.</param>
    /// <param name="once">Whether it was planned for one boot alone.</param>
    /// <param name="boot">Id of the boot before.</param>
    /// <param name="options">How long to measure.</param>
    /// <param name="cancel">Stops it; nothing is kept then.</param>
    /// <returns>Whether it is as planned, and the sentences that say what is so.</returns>
    /// <exception cref="IOException">The report cannot be kept.</exception>
    public async Task<(bool IsAsPlanned, string Text)> RunAsync(string word, bool once, string boot, KptiOptions options, CancellationToken cancel)
    {
        var report = await new KptiAdvisor(context).RunAsync(options, new Progress<AdvisorProgress>(), cancel);
        if (report.Boot == boot)
        {
            return (false, T("The machine has not been rebooted yet, so there is nothing to compare.\n"));
        }

        var (isAsPlanned, text) = Judge(word, report);
        if (once)
        {
            text += isAsPlanned
                ? T("This boot alone has it. To keep it, run the wizard again and do not try it (tuisetup run kpti).\n")
                : T("The next boot has the usual line again.\n");
        }

        var before = File.Exists(KptiFiles.Before(context.StateFolder, boot)) ? KptiReport.Read(KptiFiles.Before(context.StateFolder, boot), out _) : null;
        report.Save(KptiFiles.After(context.StateFolder, boot));
        return (isAsPlanned, text + (before is null ? T("No report of before the reboot was kept, so there is nothing to compare.\n") : "\n" + before.CompareText(report)));
    }

    internal static (bool IsAsPlanned, string Text) Judge(string word, KptiReport report)
    {
        var line = KernelCommandLine.Parse(report.Machine.CommandLine);
        var hasWord = line.Words.LastOrDefault(one => one.StartsWith("pti=", StringComparison.Ordinal)) == word;
        var expected = word switch
        {
            "pti=on" => true,
            "pti=off" => false,
            _ => report.Machine.IsAffected == true,
        };
        var isSo = report.Machine.IsIsolated == expected;
        return (hasWord && isSo, string.Concat(
            hasWord ? T($"The kernel was booted with {word}, as planned.\n") : T($"The kernel was not booted with {word}: its line is {report.Machine.CommandLine}. Was another entry chosen, or did the new one not start?\n"),
            T($"Page-table isolation is {report.Machine.IsIsolated switch { true => T("on"), false => T("off"), _ => T("not told of") }}{(isSo ? T(", as planned") : T($", and {(expected ? T("on") : T("off"))} was planned"))}.\n")));
    }
}
