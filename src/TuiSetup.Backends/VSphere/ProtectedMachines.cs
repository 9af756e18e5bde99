using System.Net;
using System.Net.Sockets;
using TuiSetup.Backends.VSphere.Model;

namespace TuiSetup.Backends.VSphere;

/// <summary>Machines whose network nobody should cut by accident: vCenter's own, and the one this program runs on.</summary>
internal sealed record ProtectedMachines(string VCenterHost, IReadOnlySet<string> VCenterAddresses, IReadOnlySet<string> LocalMacs)
{
    public static async Task<ProtectedMachines> ReadAsync(VCenterEndpoint endpoint, CancellationToken cancel)
    {
        var addresses = new HashSet<string>();
        try
        {
            addresses.UnionWith((await Dns.GetHostAddressesAsync(endpoint.Address.Host, cancel).ConfigureAwait(false)).Select(address => address.ToString()));
        }
        catch (SocketException)
        {
            // It was reached all the same, by a proxy perhaps; the name is what is left to compare.
        }

        return new ProtectedMachines(endpoint.Address.Host, addresses, LocalLinks());
    }

    /// <summary>MAC addresses of this machine's links, as the kernel lists them.</summary>
    public static HashSet<string> LocalLinks()
    {
        try
        {
            return [.. Directory.EnumerateDirectories("/sys/class/net").Select(link => Path.Combine(link, "address")).Where(File.Exists)
                .Select(file => File.ReadAllText(file).Trim()).Where(mac => mac != "00:00:00:00:00:00")];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Why a machine is protected; null when it is not.</summary>
    public string? Reason(MachineRecord machine)
        => machine.GuestHostName.Equals(VCenterHost, StringComparison.OrdinalIgnoreCase) || VCenterAddresses.Contains(machine.GuestAddress)
            ? T("is the vCenter itself")
            : machine.Nics.Any(nic => LocalMacs.Contains(nic.Mac))
                ? T("is the machine that this program runs on")
                : null;
}
