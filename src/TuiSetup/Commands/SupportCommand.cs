using System.CommandLine;
using System.Globalization;

namespace TuiSetup.Commands;

/// <summary>tuisetup support: what whoever helps needs to see.</summary>
internal static class SupportCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var output = new Option<string?>("--out") { Description = T("The file to write. Default: tuisetup-support-TIME.tar.gz here."), HelpName = "FILE" };
        var command = new Command("support", T("""
            Writes a support bundle: versions, history, plans, journals and logs, without secrets. It is readable for its owner alone; look through it before you give it away.

            Example:
              tuisetup support --out support.tar.gz
            """))
        {
            output,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var path = parsed.GetValue(output) ?? string.Create(CultureInfo.InvariantCulture, $"tuisetup-support-{program.Time.GetUtcNow():yyyyMMdd-HHmmss}.tar.gz");
            var count = new SupportBundle(program).Write(path);
            program.Streams.Output.WriteLine(T($"{path} has {count} files. Look through it before you give it away."));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
