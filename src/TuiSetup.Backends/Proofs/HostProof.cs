using System.Net;
using System.Net.Sockets;

namespace TuiSetup.Backends.Proofs;

/// <summary>A given host answers: to a ping, on a TCP port, or with a page.</summary>
internal static class HostProof
{
    /// <summary>A name or an address, and a port after a colon; an IPv6 address with a port stands in brackets.</summary>
    public static bool TryParse(string text, out string name, out int? port)
    {
        (name, port) = (text, null);
        if (IPAddress.TryParse(text, out var bare) && bare.AddressFamily == AddressFamily.InterNetworkV6 && !text.StartsWith('['))
        {
            return true;
        }

        if (text.LastIndexOf(':') is > 0 and var colon && !text.EndsWith(']'))
        {
            name = text[..colon];
            if (!ushort.TryParse(text[(colon + 1)..], out var number) || number == 0)
            {
                return false;
            }

            port = number;
        }

        name = name.Trim('[', ']');
        return name.Length > 0 && Uri.CheckHostName(name) != UriHostNameType.Unknown;
    }

    /// <summary>Null when it answered, else what is missing.</summary>
    public static async Task<string?> CheckAsync(string name, int? port, CancellationToken cancel)
    {
        try
        {
            if (port is { } number)
            {
                using var client = new TcpClient();
                await client.ConnectAsync(name, number, cancel);
                return null;
            }

            foreach (var address in await Dns.GetHostAddressesAsync(name, cancel))
            {
                if (await GatewayProof.AnswersPingAsync(address, cancel))
                {
                    return null;
                }
            }

            return T($"{name} does not answer");
        }
        catch (SocketException failed)
        {
            return $"{name}: {failed.Message}";
        }
    }

    /// <summary>Null when the server answered, whatever it said, unless that is an error of its own.</summary>
    public static async Task<string?> CheckUrlAsync(Uri url, CancellationToken cancel)
    {
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancel);
            return (int)answer.StatusCode < 500 ? null : T($"{url} answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException failed)
        {
            return $"{url}: {failed.Message}";
        }
    }
}
