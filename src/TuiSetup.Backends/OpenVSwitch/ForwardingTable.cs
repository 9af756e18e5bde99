using System.Globalization;
using System.Net.Sockets;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch;

/// <summary>One MAC address that a bridge has learned: the port by its OpenFlow number, and the VLAN.</summary>
internal sealed record LearnedMac(string Port, long Vlan, string Mac);

/// <summary>
/// The MAC learning tables of a local ovs-vswitchd, from its control socket (ovs-vswitchd(8), fdb/show). It is evidence
/// that OVSDB does not have; where the socket cannot be reached there is none.
/// </summary>
internal static class ForwardingTable
{
    /// <summary>A switch that hangs must not hold up what its database can tell.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<LearnedMac>>> ReadAsync(
        OvsdbAddress address,
        IEnumerable<string> bridges,
        TimeProvider time,
        CancellationToken cancel)
    {
        var tables = new Dictionary<string, IReadOnlyList<LearnedMac>>();
        if (address.Transport != OvsdbTransport.Unix || FindSocket(Path.GetDirectoryName(address.Host)!) is not { } path)
        {
            return tables;
        }

        using var late = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), both.Token);
            await using var control = new JsonRpcConnection(path, new NetworkStream(socket, ownsSocket: true), time);
            foreach (var bridge in bridges)
            {
                try
                {
                    var table = await control.CallAsync("fdb/show", [bridge], both.Token);
                    tables[bridge] = Parse(table.ToString());
                }
                catch (BackendException unknown) when (unknown.Failure == BackendFailure.Failed)
                {
                    // The database has a bridge that ovs-vswitchd could not make; the others count all the same.
                }
            }
        }
        catch (Exception silent) when (silent is BackendException or SocketException || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return tables;
        }

        return tables;
    }

    /// <summary>Lines of port, VLAN, MAC and age under a heading.</summary>
    internal static IReadOnlyList<LearnedMac> Parse(string table)
        => [.. table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length >= 4 && words[2].Contains(':', StringComparison.Ordinal))
            .Select(words => new LearnedMac(words[0], long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var vlan) ? vlan : 0, words[2]))];

    /// <summary>ovs-vswitchd.PID.ctl beside the database's socket, of a process that runs.</summary>
    private static string? FindSocket(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "ovs-vswitchd*.ctl").MaxBy(File.GetLastWriteTimeUtc);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
