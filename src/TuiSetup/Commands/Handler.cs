using System.CommandLine;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Lines;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Commands;

/// <summary>Runs a command's body, and turns whatever it throws into a message and an exit code.</summary>
internal static class Handler
{
    public static void SetHandler(this Command command, Func<ParseResult, Composition> compose, Func<Composition, ParseResult, Task<int>> body)
        => command.SetAction(async parsed =>
        {
            await using var program = compose(parsed);
            try
            {
                return await body(program, parsed);
            }
            catch (Exception failed)
            {
                if (parsed.Tokens.Any(token => token.Value == "--json"))
                {
                    program.Streams.Output.WriteLine(ProblemJson.End(failed));
                }

                return Report(failed, program);
            }
        });

    private static int Report(Exception failed, Composition program)
    {
        var error = program.Streams.Error;
        switch (failed)
        {
            case ProblemException problems:
                foreach (var problem in problems.Problems)
                {
                    error.WriteLine(SafeText.Clean(problem.ToString()));
                }

                return ExitCodes.BadInput;
            case BackendException { Failure: BackendFailure.Drifted }:
                error.WriteLine(SafeText.Clean($"tuisetup: {failed.Message}"));
                return ExitCodes.Refused;
            case BackendException:
                error.WriteLine(SafeText.Clean($"tuisetup: {failed.Message}"));
                return ExitCodes.Unreachable;
            case RunLockedException:
                error.WriteLine(SafeText.Clean($"tuisetup: {failed.Message}"));
                return ExitCodes.Refused;
            case JournalException:
                error.WriteLine(T($"tuisetup: {failed.Message} Nothing was changed."));
                return ExitCodes.Undone;
            case InputEndedException { ByHand: true }:
                error.WriteLine(T($"tuisetup: {failed.Message} Nothing was changed by it."));
                return ExitCodes.Cancelled;
            case InputEndedException:
                error.WriteLine(T($"tuisetup: {failed.Message} Nothing was changed by it. Give a line for each question, or a file with --answers and --yes."));
                return ExitCodes.BadInput;
            case ThemeException:
                error.WriteLine(SafeText.Clean(failed.Message));
                return ExitCodes.BadInput;
            case OperationCanceledException:
                error.WriteLine(T("tuisetup: interrupted; nothing was changed."));
                return ExitCodes.Interrupted;
            case IOException or UnauthorizedAccessException or InvalidDataException:
                error.WriteLine(SafeText.Clean($"tuisetup: {failed.Message}"));
                return ExitCodes.BadInput;
            default:
                program.Log.Crash(failed);
                error.WriteLine($"tuisetup: this is a bug: {failed.GetType().Name}: {failed.Message}");
                error.WriteLine(T($"The log in {program.Folders.State} has more. If something was being applied, 'tuisetup resume' takes it up."));
                return ExitCodes.Left;
        }
    }
}
