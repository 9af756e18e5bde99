using System.Collections.Immutable;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Backends.OpenVSwitch.Mirrors;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Mirrors;

/// <summary>An Open vSwitch with bridges br0 (ports h1, h2, mon) and br1 (port far), to be changed by a test.</summary>
internal sealed class OvsSample
{
    private readonly List<(string Bridge, OvsPort Port)> _ports = [];
    private readonly List<(string Bridge, OvsMirror Mirror)> _mirrors = [];
    private readonly Dictionary<string, IReadOnlyList<LearnedMac>> _learned = [];

    public OvsSample()
    {
        Port("br0", "h1");
        Port("br0", "h2");
        Port("br0", "mon");
        Port("br1", "far");
    }

    public Dictionary<string, ImmutableArray<long>> FloodVlans { get; } = new() { ["br0"] = [], ["br1"] = [] };

    public LocalSession Session { get; set; } = LocalSession.None;

    public string Root { get; set; } = "root";

    public (long Current, long Next) Cfg { get; set; } = (5, 5);

    public OvsFacts Facts => new(
        new OvsdbEndpoint(new OvsdbAddress(OvsdbTransport.Unix, "/db.sock", 0), "", "", ""), Snapshot, _learned, Session);

    public OvsSnapshot Snapshot => new()
    {
        RootUuid = Root,
        SystemId = "system",
        CurCfg = Cfg.Current,
        NextCfg = Cfg.Next,
        Bridges = FloodVlans.Keys.ToImmutableSortedDictionary(
            name => name,
            name => new OvsBridge(
                "bridge-" + name,
                name,
                [.. _ports.Where(port => port.Bridge == name).Select(port => port.Port.Uuid)],
                [.. _mirrors.Where(mirror => mirror.Bridge == name).Select(mirror => mirror.Mirror.Uuid)],
                FloodVlans[name]),
            StringComparer.Ordinal),
        PortsByUuid = _ports.ToImmutableDictionary(port => port.Port.Uuid, port => port.Port),
        MirrorsByUuid = _mirrors.ToImmutableDictionary(mirror => mirror.Mirror.Uuid, mirror => mirror.Mirror),
    };

    /// <summary>Adds a port, or replaces the one of that name.</summary>
    public OvsSample Port(string bridge, string name, long? tag = null, params OvsInterface[] interfaces)
    {
        _ports.RemoveAll(port => port.Port.Name == name);
        _ports.Add((bridge, new OvsPort("port-" + name, name, tag, [], "", interfaces.Length > 0 ? [.. interfaces] : [Interface(name)])));
        return this;
    }

    public OvsSample Mirror(string bridge, string name, string? output = null, string[]? sources = null, string? uuid = null)
    {
        _mirrors.Add((bridge, new OvsMirror(
            uuid ?? $"mirror-{bridge}-{name}", name, sources is null, [.. (sources ?? []).Select(source => "port-" + source)], [], [], output is null ? null : "port-" + output, output is null ? 999 : null, null)));
        return this;
    }

    public OvsSample Learned(string bridge, params LearnedMac[] macs)
    {
        _learned[bridge] = macs;
        return this;
    }

    public static OvsInterface Interface(
        string name, string type = "", long? ofport = null, string? driver = null, long? packets = null, string? vm = null)
        => new(
            name, type, ofport, "", vm is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["attached-mac"] = vm },
            driver is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["driver_name"] = driver }, packets);

    /// <summary>A request that has nothing wrong: what h1 sends, to mon.</summary>
    public static MirrorRequest Good { get; } = new() { Bridge = "br0", Name = "m", SelectSrcPort = ["h1"], OutputPort = "mon" };

    public IReadOnlyList<Problem> Check(MirrorRequest request) => [.. MirrorRules.Check(request, Facts)];

    public IReadOnlyList<Problem> CheckTogether(params MirrorRequest[] batch) => [.. MirrorRules.CheckTogether(batch, Facts)];

    public static AnswerSheet Answers(string bridge, string name, string source, string output) => AnswerSheet.Empty
        .With("bridge", Value.Of(bridge)).With("name", Value.Of(name)).With("select_src_port", Value.List([source])).With("output_port", Value.Of(output));
}
