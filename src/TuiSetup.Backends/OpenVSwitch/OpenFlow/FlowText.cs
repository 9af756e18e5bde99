using System.Globalization;

namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>A flow as one line: what ovs-ofctl(8) calls its fields where a number is enough, and its bytes where it is not.</summary>
internal static class FlowText
{
    public static string Write(Flow flow)
        => string.Create(CultureInfo.InvariantCulture, $"table={flow.Table} priority={flow.Priority} cookie=0x{flow.Cookie:x} idle_timeout={flow.IdleTimeout} hard_timeout={flow.HardTimeout} flags={flow.Flags} importance={flow.Importance} match={MatchHex(flow)} instructions={Convert.ToHexStringLower(flow.Instructions.AsSpan())}");

    /// <summary>Null when it is not such a line.</summary>
    public static Flow? Read(string line)
    {
        var fields = line.Split(' ').Select(word => word.Split('=', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        string Text(string name) => fields[name].FirstOrDefault() ?? "";
        int Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        try
        {
            var flow = new Flow
            {
                Table = Number("table"),
                Priority = Number("priority"),
                Cookie = ulong.Parse(Text("cookie").AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                IdleTimeout = Number("idle_timeout"),
                HardTimeout = Number("hard_timeout"),
                Flags = Number("flags"),
                Importance = Number("importance"),
                Match = FlowCodec.ReadMatch(Convert.FromHexString(Text("match"))),
                Instructions = [.. Convert.FromHexString(Text("instructions"))],
            };
            return flow.Table < 0 || flow.Priority < 0 ? null : flow;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private static string MatchHex(Flow flow)
    {
        var writer = new WireWriter();
        foreach (var field in flow.Match)
        {
            field.Write(writer);
        }

        return Convert.ToHexStringLower(writer.Written);
    }
}
