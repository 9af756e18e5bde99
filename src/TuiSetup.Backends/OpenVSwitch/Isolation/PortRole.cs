using System.Globalization;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>What a port may do in a private VLAN (RFC 5517).</summary>
internal enum PortRoleKind
{
    /// <summary>Reaches every port.</summary>
    Promiscuous,

    /// <summary>Reaches promiscuous ports alone.</summary>
    Isolated,

    /// <summary>Reaches promiscuous ports and those of its own community.</summary>
    Community,

    /// <summary>Carries the primary and all secondary VLANs, tagged, to a switch that knows private VLANs too.</summary>
    Trunk,

    /// <summary>Carries the primary VLAN, tagged, to a network that knows nothing of private VLANs.</summary>
    PromiscuousTrunk,

    /// <summary>Gets what isolated hosts say to each other, and sends back to them what may pass: a relay on layer 2.</summary>
    Relay,
}

/// <summary>A role, and the community where it is one.</summary>
internal sealed record PortRole(PortRoleKind Kind, long Community = 0)
{
    private const string CommunityWord = "community ";

    private static readonly Dictionary<string, PortRoleKind> Words = new(StringComparer.Ordinal)
    {
        ["promiscuous"] = PortRoleKind.Promiscuous,
        ["isolated"] = PortRoleKind.Isolated,
        ["trunk"] = PortRoleKind.Trunk,
        ["promiscuous trunk"] = PortRoleKind.PromiscuousTrunk,
        ["relay"] = PortRoleKind.Relay,
    };

    public bool IsTagged => Kind is PortRoleKind.Trunk or PortRoleKind.PromiscuousTrunk;

    /// <summary>Whether one host is behind the port, that others reach or not.</summary>
    public bool IsHosts => !IsTagged && Kind != PortRoleKind.Relay;

    /// <summary>Null when it is none.</summary>
    public static PortRole? Parse(string text)
        => Words.TryGetValue(text, out var kind) ? new PortRole(kind)
            : text.StartsWith(CommunityWord, StringComparison.Ordinal)
                && long.TryParse(text[CommunityWord.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var community)
                ? new PortRole(PortRoleKind.Community, community)
                : null;

    /// <summary>The VLAN that frames from the port are in; null where they bring their own.</summary>
    public long? VlanIn(PrivateVlan vlan) => Kind switch
    {
        PortRoleKind.Promiscuous => vlan.Primary,
        PortRoleKind.Isolated or PortRoleKind.Relay => vlan.Isolated,
        PortRoleKind.Community => Community,
        _ => null,
    };

    public override string ToString()
        => Kind == PortRoleKind.Community ? CommunityWord + Community.ToString(CultureInfo.InvariantCulture) : Words.First(word => word.Value == Kind).Key;
}
