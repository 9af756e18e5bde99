using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.OpenVSwitch.OpenFlow;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>The flow tables of one Open vSwitch, which are reached on its own machine.</summary>
internal sealed class IsolationSwitch(OvsdbAddress database, TimeProvider time)
{
    private static readonly byte[] NormalInstructions = new FlowActions().Normal().ToInstructions();

    /// <summary>Whether the sockets of its bridges are on this machine, beside that of its database.</summary>
    public static bool IsLocal(OvsdbAddress database) => database.Transport == OvsdbTransport.Unix;

    /// <summary>The flow that a bridge in standalone mode makes for itself.</summary>
    public static bool IsDefault(Flow flow)
        => flow is { Table: 0, Priority: 0, Cookie: 0, Match.Length: 0 } && flow.Instructions.AsSpan().SequenceEqual(NormalInstructions);

    public async Task<IReadOnlyList<Flow>> ReadAsync(string bridge, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(bridge, cancel);
        return await new FlowTables(connection).ReadAsync(cancel);
    }

    /// <summary>Brings the flows of ours to what is wanted, and puts back what others had, in one bundle.</summary>
    /// <param name="bridge">The bridge.</param>
    /// <param name="wanted">All flows of ours.</param>
    /// <param name="others">Flows of others that must be there; those that are, stay untouched.</param>
    /// <param name="cancel">Stops it before the bundle is committed.</param>
    public async Task WriteAsync(string bridge, IEnumerable<Flow> wanted, IEnumerable<Flow> others, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(bridge, cancel);
        var tables = new FlowTables(connection);
        var there = await tables.ReadAsync(cancel);
        var differences = FlowDifferences.Of(wanted, there);
        var keys = there.Select(flow => flow.Key).ToHashSet();
        var changes = new List<Action<WireWriter>>();
        if (!differences.AreNone)
        {
            // What was learned under other roles would lead past the new ones.
            changes.Add(writer => FlowCodec.WriteDelete(writer, IsolationFlows.LearnedCookie, ulong.MaxValue));
        }

        changes.AddRange(differences.Extra.Select<Flow, Action<WireWriter>>(flow => writer => FlowCodec.WriteDelete(writer, flow)));
        changes.AddRange(differences.Changed.Concat(differences.Missing).Concat(others.Where(flow => !keys.Contains(flow.Key)))
            .Select<Flow, Action<WireWriter>>(flow => writer => FlowCodec.WriteAdd(writer, flow)));
        if (changes.Count > 0)
        {
            await tables.ReplaceAsync(changes, cancel);
        }
    }

    /// <summary>SHA-256 of the flows of ours, whatever they are.</summary>
    public static string Digest(IEnumerable<Flow> flows)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', flows
            .Where(flow => IsolationFlows.IsOurs(flow) && !IsolationFlows.IsLearned(flow)).Select(FlowText.Write).Order(StringComparer.Ordinal)))));

    private Task<OpenFlowConnection> ConnectAsync(string bridge, CancellationToken cancel)
        => IsLocal(database)
            ? OpenFlowConnection.ConnectAsync(Path.GetDirectoryName(database.Host)!, bridge, time, cancel)
            : throw new BackendException(BackendFailure.Unreachable, T($"Flows are reached on the switch's own machine, and {database} is elsewhere. Run this there."));
}
