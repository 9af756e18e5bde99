using System.Net.NetworkInformation;

namespace TuiSetup.Backends.OpenVSwitch;

/// <summary>How the admin is connected to this machine: what must not be cut off.</summary>
/// <param name="ClientMac">MAC address of the other end of the SSH session, if it is a neighbour; lower case.</param>
/// <param name="ServerInterfaces">Interfaces of this machine that carry the session's address.</param>
/// <param name="LocalAddresses">Interfaces of this machine that have an address.</param>
internal sealed record LocalSession(string? ClientMac, IReadOnlySet<string> ServerInterfaces, IReadOnlySet<string> LocalAddresses)
{
    public static LocalSession None { get; } = new(null, new HashSet<string>(), new HashSet<string>());

    /// <summary>From SSH_CONNECTION (ssh(1)), the interfaces, and the neighbour table (/proc/net/arp).</summary>
    public static LocalSession Read(Func<string, string?> variable)
    {
        var words = (variable("SSH_CONNECTION") ?? "").Split(' ');
        var (client, server) = words.Length == 4 ? (words[0], words[2]) : ("", "");
        var addressed = new HashSet<string>();
        var serving = new HashSet<string>();
        foreach (var link in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (var address in link.GetIPProperties().UnicastAddresses)
            {
                if (!address.Address.IsIPv6LinkLocal)
                {
                    addressed.Add(link.Name);
                }

                if (address.Address.ToString() == server)
                {
                    serving.Add(link.Name);
                }
            }
        }

        return new LocalSession(client.Length == 0 ? null : NeighbourMac(client), serving, addressed);
    }

    private static string? NeighbourMac(string client)
    {
        try
        {
            return File.ReadLines("/proc/net/arp").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length >= 4 && words[0] == client).Select(words => words[3].ToLowerInvariant()).FirstOrDefault();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
