using System.IO.Compression;
using System.Text;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>Whether the kernel was made with page-table isolation, under any of the names that the option had.</summary>
internal static class KernelConfig
{
    private static readonly string[] Options = ["CONFIG_MITIGATION_PAGE_TABLE_ISOLATION", "CONFIG_PAGE_TABLE_ISOLATION", "CONFIG_UNMAP_KERNEL_AT_EL0", "CONFIG_KAISER"];

    /// <summary>Null when the configuration is nowhere to be read, or says nothing of it.</summary>
    public static bool? HasIsolation(SystemTree tree, string release)
    {
        var text = Compressed(tree) ?? tree.Text($"/boot/config-{release}") ?? tree.Text($"/usr/lib/modules/{release}/config") ?? tree.Text($"/lib/modules/{release}/config") ?? "";
        var lines = text.Split('\n').Select(line => line.TrimEnd()).ToList();
        return Options.Any(option => lines.Contains(option + "=y")) ? true
            : Options.Any(option => lines.Contains($"# {option} is not set")) ? false
            : null;
    }

    private static string? Compressed(SystemTree tree)
    {
        if (tree.Bytes("/proc/config.gz") is not { } bytes)
        {
            return null;
        }

        try
        {
            using var text = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.ASCII);
            return text.ReadToEnd();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
