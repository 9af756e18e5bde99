using System.CommandLine;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;

namespace TuiSetup.Commands;

/// <summary>tuisetup watch: waits beside a run or its undo, and takes that back when its process dies before its end. Runs start it themselves.</summary>
internal static class WatchCommand
{
    public const string Name = "watch";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var id = new Argument<string>("RUN") { Description = T("The run to watch.") };
        var command = new Command(Name, T("Takes a run, or its undo, back when its process dies before its end. Runs with --guard start it themselves.")) { id };
        command.Hidden = true;
        command.SetHandler(compose, (program, parsed) => WatchAsync(program, parsed.GetRequiredValue(id)));
        return command;
    }

    private static async Task<int> WatchAsync(Composition program, string id)
    {
        var cancel = program.Interruption.Token;
        while (program.Runs.Find(id) is { Status: RunStatus.Interrupted } run)
        {
            if (!program.Runs.IsAtWork && await TryTakeBackAsync(program, run) is { } code)
            {
                return code;
            }

            await Task.Delay(Pause, program.Time, cancel);
        }

        return ExitCodes.Done;
    }

    /// <summary>Null: someone else is at work on it after all, or the target cannot be asked now; it is tried again.</summary>
    private static async Task<int?> TryTakeBackAsync(Composition program, RunRecord run)
    {
        try
        {
            var report = await program.Engine.TakeBackAsync(run, program.Log.Write);
            return report.ExitCode;
        }
        catch (Exception later) when (later is RunLockedException or BackendException { Failure: BackendFailure.Unreachable })
        {
            return null;
        }
    }
}
