using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace TuiSetup.Backends.Proofs;

/// <summary>A gateway answers: to a ping, or to ARP where it does not answer pings.</summary>
internal static class GatewayProof
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Null when it answered, else what is missing.</summary>
    public static async Task<string?> CheckAsync(CancellationToken cancel)
    {
        var gateways = NetworkInterface.GetAllNetworkInterfaces()
            .Where(link => link.OperationalStatus == OperationalStatus.Up)
            .SelectMany(link => link.GetIPProperties().GatewayAddresses)
            .Select(gateway => gateway.Address)
            .Where(address => !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)).Distinct().ToList();
        foreach (var gateway in gateways)
        {
            if (await AnswersPingAsync(gateway, cancel) || HasArpEntry(gateway))
            {
                return null;
            }
        }

        return gateways.Count == 0 ? T("there is no gateway") : T($"{string.Join(", ", gateways)} does not answer");
    }

    public static async Task<bool> AnswersPingAsync(IPAddress address, CancellationToken cancel)
    {
        try
        {
            using var ping = new Ping();
            return (await ping.SendPingAsync(address, Patience, cancellationToken: cancel)).Status == IPStatus.Success;
        }
        catch (Exception failed) when (failed is PingException or SocketException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    /// <summary>A complete entry of /proc/net/arp, which a ping has just asked for (ATF_COM, 2).</summary>
    private static bool HasArpEntry(IPAddress address)
    {
        try
        {
            return File.ReadLines("/proc/net/arp").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Any(words => words.Length > 3 && words[0] == address.ToString() && words[2] == "0x2");
        }
        catch (IOException)
        {
            return false;
        }
    }
}
