using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>A distributed port group as plans have it.</summary>
internal static class PortgroupValue
{
    private const string Type = "type", Vlan = "vlan", Listens = "listening", Forged = "forgedTransmits";

    /// <summary>One that is to be made: static binding, and more ports when they run out.</summary>
    public static Value Of(PortSetting setting) => Of("earlyBinding", setting);

    public static Value Of(PortgroupRecord group) => Of(group.Type, group.Setting);

    /// <summary>One that is there, with other settings.</summary>
    public static Value Of(PortgroupRecord group, PortSetting setting) => Of(group.Type, setting);

    public static PortSetting ToSetting(Value value) => new(
        VlanSetting.Parse(value[Vlan].AsText ?? ""),
        value[Listens].AsText switch { "macLearning" => Listening.MacLearning, "promiscuous" => Listening.Promiscuous, _ => Listening.None },
        value[Forged].AsTruth ?? false);

    private static Value Of(string type, PortSetting setting) => Value.Map(
        (Type, Value.Of(type)),
        (Vlan, Value.Of(setting.Vlan.ToString())),
        (Listens, Value.Of(setting.Listening switch { Listening.MacLearning => "macLearning", Listening.Promiscuous => "promiscuous", _ => "none" })),
        (Forged, Value.Of(setting.ForgedTransmits)));
}
