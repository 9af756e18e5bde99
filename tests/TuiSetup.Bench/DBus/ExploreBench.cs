using System.Globalization;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>
/// The whole introspection of systemd and of NetworkManager in a private machine, beside busctl tree and busctl introspect
/// of each object in one run; and how soon the explorer's screen answers keys while it does the same.
/// </summary>
internal static class ExploreBench
{
    private const int Rounds = 5, Keys = 300;

    private const double MostMilliseconds = 20;

    private static readonly string[] Services = ["org.freedesktop.systemd1", "org.freedesktop.NetworkManager"];

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace)
    {
        await using var machine = await Appliance.StartAsync();
        await machine.WaitUntilRunningAsync();
        return [.. await IntrospectAsync(machine, workspace), await KeysAsync(machine, workspace)];
    }

    private static async Task<IReadOnlyList<Target>> IntrospectAsync(Appliance machine, Workspace workspace)
    {
        Output.Heading($"D-Bus: all objects of a service with members and values, {Rounds} rounds");
        var table = new TextTable("", "objects", "busctl, ms (min/median/p95)", "tuisetup, ms");
        var targets = new List<Target>();
        foreach (var service in Services)
        {
            var (theirs, ours, objects) = (new Samples(), new Samples(), 0);
            var script = $"busctl --address='{machine.Address}' tree --list {service} | while read -r path; do busctl --address='{machine.Address}' introspect {service} \"$path\"; done";
            for (var round = 0; round < Rounds; round++)
            {
                theirs.Add((await TimedAsync("sh", "-c", script)).Milliseconds);
                var (took, output) = await TimedAsync(workspace.Program, "dbus", "introspect", "--all", "--json", "--address", machine.Address, service);
                ours.Add(took);
                objects = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            }

            table.Add(service, Text($"{objects}"), theirs.Text("0"), ours.Text("0"));
            targets.Add(new Target($"D-Bus: introspection of {service} in at most half of busctl's time", Text($"{ours.Median:0} ms against {theirs.Median:0} ms"), ours.Median <= theirs.Median / 2));
        }

        table.Print();
        return targets;
    }

    /// <summary>Keys go to the search over all services, which asks each object what it has, for as long as it lasts, and again.</summary>
    private static async Task<Target> KeysAsync(Appliance machine, Workspace workspace)
    {
        var samples = new Samples();
        await using var terminal = PtyProcess.Start(workspace.Program, ["dbus", "explore", "--address", machine.Address], new PtyOptions());
        await terminal.WaitForTextAsync("F6 search");
        while (samples.Count < Keys)
        {
            terminal.Send("\e[17~");
            await terminal.WaitForTextAsync("in all services");
            terminal.Send("system\r");
            await terminal.WaitForTextAsync("┤ Search: system ├");
            var searched = false;
            while (!searched && samples.Count < Keys)
            {
                await KeyAsync(terminal, "s", isShown: true, samples);
                await KeyAsync(terminal, "\x7f", isShown: false, samples);
                searched = terminal.Screen.Text.Contains("all searched", StringComparison.Ordinal);
            }

            terminal.Send("\e\e");
            await terminal.WaitForScreenAsync(screen => !screen.Text.Contains("┤ Search: system ├", StringComparison.Ordinal), "the names");
        }

        Output.Heading($"D-Bus: keys while all services are searched, {samples.Count} keys");
        var table = new TextTable("", "ms (min/median/p95)", "p99");
        table.Add("tuisetup dbus explore", samples.Text("0.0"), Text($"{samples.P99:0.0}"));
        table.Print();
        return new Target("D-Bus: keys answered within 20 ms at the 99th percentile meanwhile", Text($"{samples.P99:0.0} ms"), samples.P99 <= MostMilliseconds);
    }

    /// <summary>Until the letter in the search is to be seen, or is gone.</summary>
    private static async Task KeyAsync(PtyProcess terminal, string key, bool isShown, Samples samples)
    {
        var pressed = TimeProvider.System.GetTimestamp();
        terminal.Send(key);
        await terminal.WaitForScreenAsync(screen => screen.Text.Contains("Search: s_", StringComparison.Ordinal) == isShown, key);
        samples.Add(TimeProvider.System.GetElapsedTime(pressed).TotalMilliseconds);
    }

    private static async Task<(double Milliseconds, string Output)> TimedAsync(string program, params string[] arguments)
    {
        var began = TimeProvider.System.GetTimestamp();
        var result = await ProcessRunner.RunAsync(program, arguments);
        return (TimeProvider.System.GetElapsedTime(began).TotalMilliseconds, result.Required(program));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
