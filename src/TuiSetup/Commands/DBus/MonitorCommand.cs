using System.CommandLine;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Watching;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus monitor: what others say to each other.</summary>
internal static class MonitorCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var options = new BusOptions(T("Seconds after which it ends; it goes on unless said."));
        var services = new Argument<string[]>("SERVICE") { Description = T("What these send and receive; without one, everything."), Arity = ArgumentArity.ZeroOrMore };
        var match = new Option<string[]>("--match") { Description = T("What a match rule says, such as type='signal',interface='org.freedesktop.DBus.Properties'. Can be given again."), HelpName = "RULE" };
        var pcap = new Option<string?>("--pcap") { Description = T("Keep the messages in this file too, which Wireshark reads."), HelpName = "FILE" };
        var count = new Option<long?>("--count") { Description = T("End after so many messages."), HelpName = "N" };
        var command = new Command("monitor", T("""
            Shows the messages on a bus, each reply with its call and the time between. It needs root on most buses, and ends with Ctrl-C, after --count messages, or after --timeout seconds.

            Examples:
              tuisetup dbus monitor org.freedesktop.NetworkManager --pcap nm.pcap
              tuisetup dbus monitor --json --match "type='signal',member='PropertiesChanged'"
            """))
        {
            services, match, pcap, count, options.System, options.User, options.Address, options.Timeout, options.Json,
        };
        command.SetBusHandler(compose, options, async (program, parsed) =>
        {
            var rules = Rules(parsed.GetValue(services) ?? [], parsed.GetValue(match) ?? []);
            using var over = options.Patience(parsed) is { } patience ? new CancellationTokenSource(patience, program.Time) : new CancellationTokenSource();
            using var both = CancellationTokenSource.CreateLinkedTokenSource(program.Interruption.Token, over.Token);
            await using var seen = await options.Place(parsed, program).MonitorAsync(rules, program.Context, both.Token);
            using var file = parsed.GetValue(pcap) is { } path ? new PcapWriter(File.Create(path)) : null;
            program.Streams.Error.WriteLine(T("tuisetup: monitoring"));
            try
            {
                var left = parsed.GetValue(count) ?? long.MaxValue;
                var pairs = new CallPairs();
                await foreach (var message in seen.WithCancellation(both.Token))
                {
                    file?.Write(message);
                    var paired = pairs.Take(message);
                    program.Streams.Output.WriteLine(parsed.GetValue(options.Json) ? MessageJson.Line(paired) : SafeText.Clean(MessageLine.Of(paired)));
                    if (--left <= 0)
                    {
                        break;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // That is how it ends.
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static List<MatchRule> Rules(string[] services, string[] matches)
    {
        foreach (var service in services)
        {
            BusHandler.Check(service);
        }

        return
        [
            .. services.SelectMany(service => (MatchRule[])[new() { Type = null, Sender = service }, new() { Type = null, Destination = service }]),
            .. matches.Select(MatchRuleReader.Read),
        ];
    }
}
