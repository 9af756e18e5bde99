using System.Globalization;

namespace TuiSetup.Backends.Nftables;

/// <summary>The right to administer networks, CAP_NET_ADMIN of capabilities(7).</summary>
internal static class NetAdmin
{
    private const int Bit = 12;

    private const string Effective = "CapEff:";

    /// <summary>Whether this process has it; true where the kernel does not tell.</summary>
    public static bool IsGranted()
        => File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Effective, StringComparison.Ordinal)) is not { } line
            || !ulong.TryParse(line[Effective.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var granted)
            || ((granted >> Bit) & 1) != 0;
}
