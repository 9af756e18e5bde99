using System.Collections.Immutable;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>All private VLANs of one bridge, and where their flows are.</summary>
/// <param name="Table">The first of the tables that hold them.</param>
/// <param name="FallsThrough">
/// Whether a flow of ours sends what is in no private VLAN the NORMAL way. A bridge that was in fail_mode standalone did
/// that by itself; in secure it has to be said.
/// </param>
/// <param name="Vlans">By primary VLAN.</param>
internal sealed record BridgeIsolation(int Table, bool FallsThrough, ImmutableArray<PrivateVlan> Vlans)
{
    /// <summary>Taken unless someone else's flows are there.</summary>
    public const int UsualTable = 220;

    public static BridgeIsolation None { get; } = new(UsualTable, false, []);

    public PrivateVlan? Find(long primary) => Vlans.FirstOrDefault(vlan => vlan.Primary == primary);

    public BridgeIsolation With(PrivateVlan changed)
        => this with
        {
            Vlans =
            [
                .. Vlans.Where(vlan => vlan.Primary != changed.Primary).Concat(changed.Ports.IsEmpty ? [] : [changed]).OrderBy(vlan => vlan.Primary),
            ],
        };

    /// <summary>As plans have it; nothing when there is no private VLAN.</summary>
    public Value ToValue()
        => Vlans.IsEmpty
            ? Value.Nothing
            : Value.Map(
                ((string, Value)[])
                [
                    ("table", Value.Of(Table)),
                    ("others", Value.Of(FallsThrough ? "NORMAL" : "as they were")),
                    .. Vlans.Select(vlan => (VlanKey + vlan.Primary, vlan.ToValue())),
                ]);

    public static BridgeIsolation From(Value value)
        => value.IsNothing
            ? None
            : new BridgeIsolation(
                (int)(value["table"].AsNumber ?? UsualTable),
                value["others"].AsText == "NORMAL",
                [.. value.Entries.Where(entry => entry.Key.StartsWith(VlanKey, StringComparison.Ordinal)).Select(entry => PrivateVlan.From(entry.Value)).OfType<PrivateVlan>()]);

    private const string VlanKey = "private VLAN ";
}
