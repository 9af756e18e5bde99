using System.CommandLine;
using TuiSetup.Consoles;
using TuiSetup.Core.Problems;
using TuiSetup.Flow;

namespace TuiSetup.Commands;

/// <summary>tuisetup console: a wizard on all consoles of this machine.</summary>
internal static class ConsoleCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var wizard = new Argument<string>("WIZARD") { Description = T("Name of a wizard, or the path of its file.") };
        var console = new Option<string[]>("--console")
        {
            Description = T("A console, such as tty1 or ttyS0:xterm with the kind of terminal behind it; may be given again. Default: tty1, and the serial lines that are consoles of the kernel."),
            HelpName = "DEVICE[:TERM]",
        };
        var stamp = new Option<string?>("--stamp") { Description = T("Make this file once the wizard is done."), HelpName = "FILE" };
        var socket = Socket();
        var command = new Command("console", T("""
            Runs a wizard on all consoles of this machine at once. The first one to press a key has it; the others show who has it. When its line drops it goes on, and another console, or 'tuisetup attach', takes it up.

            Example:
              tuisetup console first-boot --stamp /var/lib/tuisetup/first-boot.done
            """))
        {
            wizard, console, stamp, socket,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var definition = program.Wizards.Load(parsed.GetRequiredValue(wizard));
            var devices = parsed.GetValue(console) is { Length: > 0 } given ? [.. given.Select(ConsoleDevice.Parse)] : ConsoleDevice.All();
            if (devices.Count == 0)
            {
                throw new ProblemException([Problem.Error(null, T("This machine has no console."), T("Name one with --console."))]);
            }

            var request = new ConsoleRequest(new RunRequest(definition, [], null), devices, parsed.GetRequiredValue(socket), parsed.GetValue(stamp));
            return Task.FromResult(ConsoleHost.Run(program, request));
        });
        return command;
    }

    /// <summary>The option that says where to attach.</summary>
    internal static Option<string> Socket() => new("--socket")
    {
        Description = T("The socket that sessions attach to."),
        HelpName = "PATH",
        DefaultValueFactory = _ => ConsoleRequest.DefaultSocket,
    };
}
