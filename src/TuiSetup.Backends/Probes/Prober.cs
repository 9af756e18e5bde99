using System.Collections.Concurrent;
using System.Security.Cryptography;
using TuiSetup.Core.Probes;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Probes;

/// <summary>
/// Sends ARP, ICMP and TCP probes between hosts by their own interfaces, and sees there which of them come in. They go
/// straight to the receiver's MAC address, whatever a kernel would have asked first; and by whoever else answers ARP for
/// it. No firewall of a host decides: frames are seen before it.
/// </summary>
internal sealed class Prober(TimeProvider time)
{
    private const int Rounds = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    private static readonly ProbeProtocol[] Protocols = Enum.GetValues<ProbeProtocol>();

    /// <summary>What comes from each host to each other that it can reach without a router, by their names.</summary>
    /// <exception cref="BackendException">Probes cannot be sent.</exception>
    public async Task<IReadOnlyDictionary<(string From, string To), IReadOnlyList<ProbeFinding>>> RunAsync(IReadOnlyList<ProbePoint> points, IProgress<string> progress, CancellationToken cancel)
    {
        // An odd mark is on its way by a relay.
        var mark = (ushort)(RandomNumberGenerator.GetInt32(10000, 30000) * 2);
        var found = new ConcurrentDictionary<(string From, string To, ProbeProtocol Protocol, Passage Passage), bool>();
        var ends = new List<ProbeEnd>();
        try
        {
            foreach (var point in points)
            {
                ends.Add(new ProbeEnd(point, [.. points.Where(other => other != point && point.CanReach(other))], mark, (from, to, protocol, passage) => found[(from, to, protocol, passage)] = true));
            }

            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var listening = ends.Select(end => end.ListenAsync(ended.Token)).ToList();
            for (var round = 1; round <= Rounds; round++)
            {
                progress.Report($"probes {round} of {Rounds}");
                foreach (var end in ends)
                {
                    await end.SendAsync(cancel);
                }

                await Task.Delay(Patience, time, cancel);
            }

            await ended.CancelAsync();
            await Task.WhenAll(listening);
        }
        finally
        {
            ends.ForEach(end => end.Dispose());
        }

        return ends.SelectMany(end => end.Others.Select(other => (From: end.Name, To: other.Name)))
            .ToDictionary(pair => pair, pair => (IReadOnlyList<ProbeFinding>)[.. Protocols.Select(protocol => new ProbeFinding(protocol.ToString().ToUpperInvariant(), PassageOf(pair, protocol)))]);

        Passage PassageOf((string From, string To) pair, ProbeProtocol protocol)
            => found.ContainsKey((pair.From, pair.To, protocol, Passage.Direct)) ? Passage.Direct
                : found.ContainsKey((pair.From, pair.To, protocol, Passage.Relayed)) ? Passage.Relayed
                : Passage.None;
    }
}
