namespace TuiSetup.Core.Plans;

/// <summary>
/// Names of objects, and of the roles of ports, as people read them. A step names its object in one language for ever, because by that name it is
/// found again; where that is a word and the system's own name, the word is shown in the language in use.
/// </summary>
public static class ObjectNames
{
    /// <summary>How backends name objects; <c>{0}</c> is the system's own name. The longer before the shorter.</summary>
    public static TextForms Forms { get; } = new(
    [
        "Mirror session {0}", "Mirror {0}", "Port group {0}", "Port {0}", "Bridge {0}", "Flows of {0}", "PVLAN map of {0}", "Card {0}",
        "proxy neighbours of {0}", "relay on {0}", "how {0} answers", "forwarding of IPv6", "bridge {0}", "connection {0}",
        "name servers of this machine", "password of {0}", "SSH key of {0}", "time zone", "network time", "locale", "keyboard", "hostname",
        "boot entries", "this machine",
        "promiscuous", "isolated", "community {0}", "trunk", "promiscuous trunk", "relay", "left alone",
    ]);

    /// <summary>A name in the language in use.</summary>
    public static string Shown(string target) => Forms.Shown(target);
}
