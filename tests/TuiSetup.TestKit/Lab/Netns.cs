namespace TuiSetup.TestKit;

/// <summary>What runs in a network namespace of a lab.</summary>
internal static class Netns
{
    private static readonly string[] WithoutSystemd =
        ["unshare", "--mount", "--propagation", "private", "sh", "-c", "mount -t tmpfs none /run/systemd 2>/dev/null; exec \"$@\"", "sh"];

    /// <summary>
    /// Runs a command there that finds no systemd, where this machine has one: what it would make units of is then not
    /// made of this machine.
    /// </summary>
    public static (string File, string[] Arguments) Inside(string name, params string[] command)
        => ("nsenter", ["--net=/run/netns/" + name, "--", .. WithoutSystemd, .. command]);
}
