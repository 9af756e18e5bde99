using TuiSetup.Backends.VSphere.Model;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>What a kind of mirror session takes as source and as destination (VMwareVspanSession.sessionType).</summary>
/// <param name="Name">The API's name.</param>
/// <param name="Capability">What the switch must say of itself (VMwareDVSVspanCapability).</param>
/// <param name="SourcePorts">Whether sources are ports.</param>
/// <param name="SourceVlans">Whether sources are VLANs.</param>
/// <param name="Ports">Whether it leads to ports.</param>
/// <param name="Uplinks">Whether it leads to uplinks.</param>
/// <param name="Addresses">Whether it leads to IP addresses.</param>
internal sealed record SessionType(string Name, string Capability, bool SourcePorts, bool SourceVlans, bool Ports, bool Uplinks, bool Addresses)
{
    public const string PortMirror = "dvPortMirror", RemoteSource = "remoteMirrorSource", RemoteDestination = "remoteMirrorDest",
        Encapsulated = "encapsulatedRemoteMirrorSource", Mixed = "mixedDestMirror";

    public static IReadOnlyList<SessionType> All { get; } =
    [
        new(PortMirror, "dvportSupported", SourcePorts: true, SourceVlans: false, Ports: true, Uplinks: false, Addresses: false),
        new(RemoteSource, "remoteSourceSupported", SourcePorts: true, SourceVlans: false, Ports: false, Uplinks: true, Addresses: false),
        new(RemoteDestination, "remoteDestSupported", SourcePorts: false, SourceVlans: true, Ports: true, Uplinks: false, Addresses: false),
        new(Encapsulated, "encapRemoteSourceSupported", SourcePorts: true, SourceVlans: false, Ports: false, Uplinks: false, Addresses: true),
        new(Mixed, "mixedDestSupported", SourcePorts: true, SourceVlans: false, Ports: true, Uplinks: true, Addresses: false),
    ];

    public static SessionType? Find(string? name) => All.FirstOrDefault(type => type.Name == name);

    public bool IsSupportedBy(DvsRecord dvs) => dvs.Features is { Vspan: true, VspanCapability: { } capability } && capability.Truth(Capability) == true;
}
