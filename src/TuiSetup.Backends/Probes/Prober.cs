using System.Collections.Concurrent;
using System.Security.Cryptography;
using TuiSetup.Core.Probes;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Probes;

/// <summary>
/// Sends ARP, ICMP and TCP probes between hosts by their own interfaces, and the same in IPv6, and sees there which of them
/// come in. They go straight to the receiver's MAC address, whatever a kernel would have asked first; and by whoever else
/// answers ARP or neighbour discovery for it. No firewall of a host decides: frames are seen before it.
/// </summary>
internal sealed class Prober(TimeProvider time)
{
    private const int Rounds = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);

    /// <summary>What comes from each host to each other that it can reach without a router, by their names.</summary>
    /// <param name="points">The hosts.</param>
    /// <param name="relay">Where a relay on layer 2 can be seen; null: nowhere.</param>
    /// <param name="progress">Is told in a few words how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BackendException">Probes cannot be sent.</exception>
    public async Task<IReadOnlyDictionary<(string From, string To), IReadOnlyList<ProbeFinding>>> RunAsync(IReadOnlyList<ProbePoint> points, ProbeWire? relay, IProgress<string> progress, CancellationToken cancel)
    {
        // An odd mark is on its way by a relay.
        var mark = (ushort)(RandomNumberGenerator.GetInt32(10000, 30000) * 2);
        var found = new ConcurrentDictionary<(string From, string To, ProbeProtocol Protocol, Passage Passage), int>();
        using var witness = relay is null ? null : new RelayWitness(relay, mark);
        var ends = new List<ProbeEnd>();
        try
        {
            foreach (var point in points)
            {
                ends.Add(new ProbeEnd(point, [.. points.Where(other => other != point)], mark, (from, to, protocol, passage) => found.AddOrUpdate((from, to, protocol, passage), 1, (_, count) => count + 1)));
            }

            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var listening = ends.Select(end => end.ListenAsync(ended.Token)).Append(witness?.ListenAsync(ended.Token) ?? Task.CompletedTask).ToList();
            for (var round = 1; round <= Rounds; round++)
            {
                progress.Report(T($"probes {round} of {Rounds}"));
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

        return ends.SelectMany(end => end.Ways.Select(way => (From: end.Name, To: way.Other, way.Way)))
            .GroupBy(way => (way.From, way.To), way => way.Way)
            .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<ProbeFinding>)[.. pair.SelectMany(way => ProbeProtocols.Of(way).Select(protocol => new ProbeFinding(protocol.Word(), PassageOf(pair.Key, way, protocol))))]);

        Passage PassageOf((string From, string To) pair, ProbeWay way, ProbeProtocol protocol)
        {
            var arrived = found.GetValueOrDefault((pair.From, pair.To, protocol, Passage.Direct));
            return arrived > (witness?.Count(way, protocol) ?? 0) ? Passage.Direct
                : arrived > 0 || found.ContainsKey((pair.From, pair.To, protocol, Passage.Relayed)) ? Passage.Relayed
                : Passage.None;
        }
    }
}
