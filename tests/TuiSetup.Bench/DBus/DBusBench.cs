using System.Globalization;
using System.Text.RegularExpressions;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>
/// One call with the start of the program, and 10,000 calls one after the other, beside busctl, gdbus and python3-dbus.
/// The bus and whoever calls it share one processor: what a wake-up of another one costs says nothing about a library.
/// </summary>
internal static partial class DBusBench
{
    private const int Starts = 41, Rounds = 5, Calls = 10_000;

    private const string Processor = "0";

    private static readonly string[] Names = ["org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId"];

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace)
    {
        await using var bus = await PrivateBus.StartAsync(pinned: Processor);
        return [await StartAsync(bus, workspace), .. await ManyAsync(bus, workspace)];
    }

    private static async Task<Target> StartAsync(PrivateBus bus, Workspace workspace)
    {
        var contenders = new (string Name, string[] Command, Samples Samples)[]
        {
            ("busctl", ["busctl", "--address=" + bus.Address, "call", .. Names], new()),
            ("gdbus", ["gdbus", "call", "--address", bus.Address, "--dest", Names[0], "--object-path", Names[1], "--method", $"{Names[2]}.{Names[3]}"], new()),
            ("tuisetup", [workspace.Program, "dbus", "call", "--address", bus.Address, .. Names], new()),
        };
        for (var round = 0; round < Starts; round++)
        {
            foreach (var (_, command, samples) in contenders)
            {
                var began = TimeProvider.System.GetTimestamp();
                (await PinnedAsync(command)).Required(command[0]);
                samples.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        Output.Heading($"D-Bus: start of the program and one call, {Starts} runs each");
        var table = new TextTable("", "ms (min/median/p95)");
        foreach (var (name, _, samples) in contenders)
        {
            table.Add(name, samples.Text("0.0"));
        }

        table.Print();
        var (theirs, ours) = (contenders[0].Samples.Median, contenders[^1].Samples.Median);
        return new Target("D-Bus: start and one call no slower than busctl", Text($"{ours:0.0} ms against {theirs:0.0} ms"), ours <= theirs);
    }

    private static async Task<IReadOnlyList<Target>> ManyAsync(PrivateBus bus, Workspace workspace)
    {
        var (python, gdbus, ours) = (new Samples(), new Samples(), new Samples());
        var script = SourceTree.PathOf("tests", "lab", "dbus-calls.py");
        for (var round = 0; round < Rounds; round++)
        {
            python.Add(Number(await PinnedAsync("/usr/bin/python3", script, "dbus", bus.Address, Text($"{Calls}"))));
            gdbus.Add(Number(await PinnedAsync("/usr/bin/python3", script, "gdbus", bus.Address, Text($"{Calls}"))));
            var result = await PinnedAsync([workspace.Program, "dbus", "call", "--address", bus.Address, "--repeat", Text($"{Calls}"), .. Names]);
            result.Required("tuisetup");
            ours.Add(double.Parse(Rate().Match(result.Stderr).Groups[1].Value, CultureInfo.InvariantCulture));
        }

        Output.Heading($"D-Bus: {Calls} calls, one after the other, {Rounds} rounds");
        var table = new TextTable("", "calls a second (min/median/p95)");
        table.Add("GDBus (python3-gi)", gdbus.Text("0"));
        table.Add("python3-dbus", python.Text("0"));
        table.Add("tuisetup", ours.Text("0"));
        table.Print();
        return
        [
            new Target("D-Bus: calls a second at least 3 times those of GDBus", Text($"{ours.Median / gdbus.Median:0.0} times"), ours.Median >= 3 * gdbus.Median),
            new Target("D-Bus: more calls a second than python3-dbus", Text($"{ours.Median:0} against {python.Median:0}"), ours.Median > python.Median),
        ];
    }

    private static Task<ProcessResult> PinnedAsync(params string[] command) => ProcessRunner.RunAsync("taskset", ["-c", Processor, .. command]);

    private static double Number(ProcessResult result) => double.Parse(result.Required("dbus-calls.py"), CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([0-9]+) a second")]
    private static partial Regex Rate();
}
