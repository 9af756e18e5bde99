using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere.Model;

/// <summary>How a port sees frames that are not for its own MAC address.</summary>
internal enum Listening
{
    /// <summary>It does not.</summary>
    None,
    /// <summary>The switch learns which MAC addresses are behind it (from vSphere 6.7 on).</summary>
    MacLearning,
    /// <summary>It sees everything of its VLAN.</summary>
    Promiscuous,
}

/// <summary>The default port setting of a port group, as far as it is looked at here.</summary>
internal sealed record PortSetting(VlanSetting Vlan, Listening Listening, bool ForgedTransmits)
{
    /// <summary>
    /// From either of the two places where a switch keeps its security policy: the old one (BoolPolicy), and
    /// from 6.7 on the new one, which wins.
    /// </summary>
    public static PortSetting From(Element? setting)
    {
        var (old, fresh) = (setting?.Child("securityPolicy"), setting?.Child("macManagementPolicy"));
        var promiscuous = fresh?.Truth("allowPromiscuous") ?? old?.Child("allowPromiscuous")?.Truth("value") ?? false;
        var forged = fresh?.Truth("forgedTransmits") ?? old?.Child("forgedTransmits")?.Truth("value") ?? false;
        var learning = fresh?.Child("macLearningPolicy")?.Truth("enabled") ?? false;
        return new PortSetting(
            VlanSetting.From(setting?.Child("vlan")),
            promiscuous ? Listening.Promiscuous : learning ? Listening.MacLearning : Listening.None,
            forged);
    }

    public void Write(SoapWriter to) => to.Group("defaultPortConfig", "VMwareDVSPortSetting", setting =>
    {
        Vlan.Write(setting);
        switch (Listening)
        {
            case Listening.Promiscuous:
                setting.Group("securityPolicy", policy =>
                {
                    policy.Truth("inherited", false);
                    WriteBool(policy, "allowPromiscuous", true);
                    WriteBool(policy, "macChanges", true);
                    WriteBool(policy, "forgedTransmits", true);
                });
                break;
            case Listening.MacLearning:
                setting.Group("macManagementPolicy", policy =>
                {
                    policy.Truth("inherited", false);
                    policy.Truth("allowPromiscuous", false);
                    policy.Truth("macChanges", true);
                    policy.Truth("forgedTransmits", true);
                    WriteLearning(policy, enabled: true);
                });
                break;
        }
    });

    /// <summary>What of it differs from what a port group has now; the rest is left out, and stays.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="now">What the port group has.</param>
    /// <param name="isFresh">Whether the switch keeps the policy in its new place.</param>
    public void WriteChange(SoapWriter to, PortSetting now, bool isFresh) => to.Group("defaultPortConfig", "VMwareDVSPortSetting", setting =>
    {
        if (Vlan != now.Vlan)
        {
            Vlan.Write(setting);
        }

        if (Listening == now.Listening && ForgedTransmits == now.ForgedTransmits)
        {
            return;
        }

        if (!isFresh)
        {
            setting.Group("securityPolicy", policy =>
            {
                policy.Truth("inherited", false);
                WriteBool(policy, "allowPromiscuous", Listening == Listening.Promiscuous);
                WriteBool(policy, "forgedTransmits", ForgedTransmits);
            });
            return;
        }

        setting.Group("macManagementPolicy", policy =>
        {
            policy.Truth("inherited", false);
            policy.Truth("allowPromiscuous", Listening == Listening.Promiscuous);
            policy.Truth("forgedTransmits", ForgedTransmits);
            WriteLearning(policy, Listening == Listening.MacLearning);
        });
    });

    private static void WriteLearning(SoapWriter to, bool enabled) => to.Group("macLearningPolicy", learning =>
    {
        learning.Truth("inherited", false);
        learning.Truth("enabled", enabled);
        learning.Truth("allowUnicastFlooding", true);
        learning.Number("limit", 4096);
        learning.Text("limitPolicy", "drop");
    });

    private static void WriteBool(SoapWriter to, string name, bool value) => to.Group(name, policy =>
    {
        policy.Truth("inherited", false);
        policy.Truth("value", value);
    });
}
