namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>Whether this is a container, where the kernel is someone else's.</summary>
internal static class ContainerMark
{
    /// <summary>What it is called; empty when there is none.</summary>
    /// <param name="tree">The files.</param>
    public static string Read(SystemTree tree)
        => tree.Text("/run/systemd/container") is { Length: > 0 } name ? name
            : tree.Exists("/run/.containerenv") ? "podman"
            : tree.Exists("/.dockerenv") ? "docker"
            : tree.Text("/proc/1/environ")?.Split('\0').FirstOrDefault(entry => entry.StartsWith("container=", StringComparison.Ordinal)) is { } entry ? entry["container=".Length..]
            : tree.Lines("/proc/1/cgroup").Any(line => line.Contains("/kubepods", StringComparison.Ordinal)) ? "kubernetes"
            : "";
}
