using System.CommandLine;
using TuiSetup.Backends.Fleet;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>tuisetup jobs canvas: several tasks of any Celery workers, as a chain, a group or a chord.</summary>
internal static class JobsCanvasCommand
{
    private const int LongestWait = 86_400;

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var file = new Argument<string>("FILE") { Description = T("The canvas, as JSON; - is standard input.") };
        var timeout = FleetOptions.Number("--timeout", T("Seconds to wait for all of it."), 60, 1, LongestWait);
        var command = new Command("canvas", T("""
            Runs tasks of any Celery workers on the broker as a chain, a group or a chord, and prints the result as JSON. After the first failure nothing that follows is done.

            {"task": NAME, "args": [], "kwargs": {}, "queue": QUEUE or "host": HOST, "immutable": false}
            {"chain": [...]}    {"group": [...]}    {"chord": [...], "body": ...}

            Example:
              echo '{"chain": [{"task": "app.add", "args": [2, 3]}, {"task": "app.mul", "args": [4]}]}' | tuisetup jobs canvas -
            """))
        {
            file, timeout, FleetOptions.SignKey, FleetOptions.Broker,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var canvas = FleetCanvas.Read(parsed.GetRequiredValue(file), program.Streams.Input);
            var broker = BrokerEndpoint.Read(parsed.GetValue(FleetOptions.Broker), program.Variable);
            await using var client = await FleetClient.ConnectAsync(broker, program.Variable, program.Time, program.Interruption.Token);
            var result = await client.RunAsync(canvas, TimeSpan.FromSeconds(parsed.GetValue(timeout)), FleetOptions.SignKeyOf(program, parsed), program.Interruption.Token);
            if (result.IsGood)
            {
                program.Streams.Output.WriteLine(SafeText.Clean(result.Json));
                return ExitCodes.Done;
            }

            program.Streams.Error.WriteLine(SafeText.Clean($"{result.State}  {result.Text}"));
            return ExitCodes.Undone;
        });
        return command;
    }
}
