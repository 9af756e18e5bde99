namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>Types of messages (OpenFlow 1.4.1, 7.1).</summary>
internal enum OpenFlowType : byte
{
    Hello = 0,
    Error = 1,
    EchoRequest = 2,
    EchoReply = 3,
    FlowMod = 14,
    MultipartRequest = 18,
    MultipartReply = 19,
    BarrierRequest = 20,
    BarrierReply = 21,
    BundleControl = 33,
    BundleAddMessage = 34,
}

/// <summary>One message without its header.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Xid">Tells which request a reply belongs to.</param>
/// <param name="Body">What follows the header.</param>
internal sealed record OpenFlowMessage(OpenFlowType Type, uint Xid, ReadOnlyMemory<byte> Body);
