using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere.Model;

/// <summary>Which frames the ports of a port group carry.</summary>
internal abstract record VlanSetting
{
    /// <summary>Whether a frame of this VLAN passes.</summary>
    public abstract bool Carries(int vlan);

    /// <summary>One VLAN; 0 is none.</summary>
    public sealed record Id(int Vlan) : VlanSetting
    {
        public override bool Carries(int vlan) => vlan == Vlan;

        public override string ToString() => Vlan == 0 ? "none" : Vlan.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A secondary VLAN of a PVLAN, or with its primary the promiscuous side.</summary>
    public sealed record Pvlan(int Secondary) : VlanSetting
    {
        public override bool Carries(int vlan) => vlan == Secondary;

        public override string ToString() => $"pvlan {Secondary}";
    }

    /// <summary>Tags are left to whoever is on the port.</summary>
    public sealed record Trunk(ImmutableArray<(int First, int Last)> Ranges) : VlanSetting
    {
        public override bool Carries(int vlan) => Ranges.Any(range => vlan >= range.First && vlan <= range.Last);

        public bool Equals(Trunk? other) => other is not null && Ranges.SequenceEqual(other.Ranges);

        public override int GetHashCode() => Ranges.Length;

        public override string ToString()
            => $"trunk {string.Join(",", Ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"))}";
    }

    /// <summary>Something that is not known here.</summary>
    public sealed record Other(string Type) : VlanSetting
    {
        public override bool Carries(int vlan) => true;

        public override string ToString() => Type;
    }

    public static VlanSetting From(Element? vlan) => vlan?.Type switch
    {
        null => new Id(0),
        "VmwareDistributedVirtualSwitchVlanIdSpec" => new Id(vlan.Number("vlanId") ?? 0),
        "VmwareDistributedVirtualSwitchPvlanSpec" => new Pvlan(vlan.Number("pvlanId") ?? 0),
        "VmwareDistributedVirtualSwitchTrunkVlanSpec" => new Trunk([.. vlan.All("vlanId")
            .Select(range => (range.Number("start") ?? 0, range.Number("end") ?? 0)).Order()]),
        var other => new Other(other),
    };

    /// <summary>From what <see cref="object.ToString"/> wrote.</summary>
    public static VlanSetting Parse(string text) => text switch
    {
        "none" => new Id(0),
        _ when text.StartsWith("pvlan ", StringComparison.Ordinal) => new Pvlan(Number(text[6..])),
        _ when text.StartsWith("trunk ", StringComparison.Ordinal) => new Trunk([.. text[6..].Split(',').Select(part => part.Split('-')).Select(ends => (Number(ends[0]), Number(ends[^1])))]),
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => new Id(id),
        _ => new Other(text),
    };

    /// <summary>The element of a port setting. "inherited" must be said: left out, it is taken for true, and the VLAN is lost in silence.</summary>
    public void Write(SoapWriter to)
    {
        var type = this switch
        {
            Pvlan => "VmwareDistributedVirtualSwitchPvlanSpec",
            Trunk => "VmwareDistributedVirtualSwitchTrunkVlanSpec",
            _ => "VmwareDistributedVirtualSwitchVlanIdSpec",
        };
        to.Group("vlan", type, vlan =>
        {
            vlan.Truth("inherited", false);
            switch (this)
            {
                case Id id:
                    vlan.Number("vlanId", id.Vlan);
                    break;
                case Pvlan pvlan:
                    vlan.Number("pvlanId", pvlan.Secondary);
                    break;
                case Trunk trunk:
                    foreach (var (first, last) in trunk.Ranges)
                    {
                        vlan.Group("vlanId", range =>
                        {
                            range.Number("start", first);
                            range.Number("end", last);
                        });
                    }

                    break;
            }
        });
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
