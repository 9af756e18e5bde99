namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>What the kernel says in /sys/devices/system/cpu/vulnerabilities/meltdown.</summary>
internal enum MeltdownState
{
    /// <summary>There is no such file: a kernel before 4.15 without the change, or one that does not tell.</summary>
    Missing,
    NotAffected,
    /// <summary>Mitigation: PTI.</summary>
    Isolated,
    /// <summary>Another mitigation, such as RFI Flush of POWER.</summary>
    OtherMitigation,
    Vulnerable,
    /// <summary>A paravirtual guest of Xen: its hypervisor holds the page tables.</summary>
    XenPv,
    /// <summary>Words that are not known here.</summary>
    Odd,
}

/// <summary>The file's meaning and its words.</summary>
internal sealed record MeltdownFile(MeltdownState State, string Text)
{
    public const string Path = "/sys/devices/system/cpu/vulnerabilities/meltdown";

    /// <param name="text">The file; null when there is none.</param>
    public static MeltdownFile Parse(string? text) => new(
        text switch
        {
            null => MeltdownState.Missing,
            "Not affected" => MeltdownState.NotAffected,
            _ when text.StartsWith("Mitigation: PTI", StringComparison.Ordinal) => MeltdownState.Isolated,
            _ when text.StartsWith("Mitigation: ", StringComparison.Ordinal) => MeltdownState.OtherMitigation,
            _ when text.StartsWith("Vulnerable", StringComparison.Ordinal) => MeltdownState.Vulnerable,
            _ when text.StartsWith("Unknown (XEN_PV", StringComparison.Ordinal) => MeltdownState.XenPv,
            _ => MeltdownState.Odd,
        },
        text ?? "");
}
