using System.Buffers.Binary;

namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>Reads all flows of a bridge, and changes them in one bundle: all of it at once, or nothing.</summary>
internal sealed class FlowTables(OpenFlowConnection connection)
{
    private const int OpenRequest = 0, OpenReply = 1, CommitRequest = 4, CommitReply = 5, AtomicAndOrdered = 3;
    private const uint Bundle = 1;

    public async Task<IReadOnlyList<Flow>> ReadAsync(CancellationToken cancel)
    {
        var writer = new WireWriter();
        var xid = connection.NextXid();
        var start = OpenFlowConnection.Begin(writer, OpenFlowType.MultipartRequest, xid);
        FlowCodec.WriteStatsRequest(writer);
        OpenFlowConnection.End(writer, start);
        await connection.SendAsync(writer.Written.ToArray(), cancel);
        var flows = new List<Flow>();
        while (true)
        {
            var reply = await connection.ReceiveAsync(cancel);
            if (reply.Type != OpenFlowType.MultipartReply || reply.Xid != xid)
            {
                continue;
            }

            flows.AddRange(FlowCodec.ReadStats(reply.Body[8..]));
            var more = (BinaryPrimitives.ReadUInt16BigEndian(reply.Body.Span[2..]) & 1) != 0;
            if (!more)
            {
                return flows;
            }
        }
    }

    /// <summary>Removes flows, and adds or replaces others.</summary>
    /// <exception cref="Core.Problems.BackendException">The switch refused one of them, so it did none.</exception>
    public async Task ReplaceAsync(IEnumerable<Action<WireWriter>> changes, CancellationToken cancel)
    {
        await ControlAsync(OpenRequest, OpenReply, cancel);
        var writer = new WireWriter();
        foreach (var change in changes)
        {
            var xid = connection.NextXid();
            var outer = OpenFlowConnection.Begin(writer, OpenFlowType.BundleAddMessage, xid);
            writer.Number32(Bundle);
            writer.Zeros(2);
            writer.Number16(AtomicAndOrdered);
            var inner = OpenFlowConnection.Begin(writer, OpenFlowType.FlowMod, xid);
            change(writer);
            OpenFlowConnection.End(writer, inner);
            OpenFlowConnection.End(writer, outer);
        }

        await connection.SendAsync(writer.Written.ToArray(), cancel);
        await ControlAsync(CommitRequest, CommitReply, cancel);
    }

    private async Task ControlAsync(int request, int reply, CancellationToken cancel)
    {
        var writer = new WireWriter();
        var start = OpenFlowConnection.Begin(writer, OpenFlowType.BundleControl, connection.NextXid());
        writer.Number32(Bundle);
        writer.Number16(request);
        writer.Number16(AtomicAndOrdered);
        OpenFlowConnection.End(writer, start);
        await connection.SendAsync(writer.Written.ToArray(), cancel);
        OpenFlowMessage answer;
        do
        {
            answer = await connection.ReceiveAsync(cancel);
        }
        while (answer.Type != OpenFlowType.BundleControl || BinaryPrimitives.ReadUInt16BigEndian(answer.Body.Span[4..]) != reply);
    }
}
