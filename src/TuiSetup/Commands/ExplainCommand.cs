using System.CommandLine;
using System.Globalization;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Lines;

namespace TuiSetup.Commands;

/// <summary>tuisetup explain: exit codes with their causes and cures.</summary>
internal static class ExplainCommand
{
    private const int Width = 79, Hanging = 4;

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var code = new Argument<int?>("CODE") { Description = T("An exit code; without it, all of them."), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", T("""
            Tells what leads to an exit code, and what to do then.

            Example:
              tuisetup explain 5
            """))
        {
            code,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var asked = Explained.All.Where(one => parsed.GetValue(code) is not { } wanted || one.Code == wanted).ToList();
            if (asked.Count == 0)
            {
                throw new ProblemException([Problem.Error(
                    null,
                    T($"No command of tuisetup ends with {parsed.GetValue(code)}, but for 'whiptail', which has its own."),
                    T($"There are {string.Join(", ", Explained.All.Select(one => one.Code.ToString(CultureInfo.InvariantCulture)))}."))]);
            }

            program.Streams.Output.Write(string.Join("\n", asked.Select(Text)));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static string Text(Explained one) => $"{one.Code}  {one.Meaning}\n{Part(T("Cause"), one.Cause)}{Part(T("Cure"), one.Cure)}";

    private static string Part(string name, string text)
        => string.Concat(LineWrap.Lines($"  {name}: {text}", Width, Hanging).Select(line => line + "\n"));
}
