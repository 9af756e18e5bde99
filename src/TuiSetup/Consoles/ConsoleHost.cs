using TuiSetup.Flow;
using TuiSetup.Pages;

namespace TuiSetup.Consoles;

/// <summary>Runs a wizard on all consoles of this machine: each asks for a key, and the first one to get one has it.</summary>
internal static class ConsoleHost
{
    public static int Run(Composition program, ConsoleRequest request)
    {
        var consoles = new ConsoleSwitch();
        using var server = new ConsoleServer(request.Socket, consoles);
        var lines = request.Devices.Select(device => new ConsoleLine(device, consoles, Environment.GetEnvironmentVariable, program.Streams.Error.WriteLine)).ToList();
        var (code, isDone) = (ExitCodes.Interrupted, false);
        var wizard = request.Wizard with
        {
            Done = () =>
            {
                isDone = true;
                Mark(request.Stamp);
            },
        };
        try
        {
            var first = consoles.WaitForFirst(program.Interruption.Token);
            using var terminal = new SharedTerminal(consoles, first.Capabilities);
            code = WindowUi.Run(program, terminal, (ui, cancel) => WizardScreen.RunAsync(program, ui, wizard, cancel));
            return code;
        }
        finally
        {
            server.ExitCode = code;
            consoles.End(isDone ? T("The machine is set up.") : T("The setup was not finished."));
            lines.ForEach(line => line.Dispose());
        }
    }

    /// <summary>Whoever reads it only wants to know that it is there.</summary>
    private static void Mark(string? stamp)
    {
        if (stamp is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(stamp))!);
        using var file = File.Create(stamp);
        file.Flush(flushToDisk: true);
    }
}
