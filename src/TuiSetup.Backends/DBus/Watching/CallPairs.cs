namespace TuiSetup.Backends.DBus.Watching;

/// <summary>Finds the call of a reply, by who called and the call's number.</summary>
public sealed class CallPairs
{
    /// <summary>Calls that wait for their reply at most; the oldest is forgotten.</summary>
    private const int Most = 10_000;

    private readonly Dictionary<(string Caller, ulong Serial), DBusMessage> _open = [];
    private readonly Queue<(string, ulong)> _order = new();

    public PairedMessage Take(DBusMessage message)
    {
        if (message is { Type: DBusMessageType.MethodCall, Sender: { } caller } && (message.Flags & 1) == 0)
        {
            _open[(caller, message.Serial)] = message;
            _order.Enqueue((caller, message.Serial));
            while (_order.Count > Most)
            {
                _open.Remove(_order.Dequeue());
            }
        }
        else if (message is { Type: DBusMessageType.MethodReturn or DBusMessageType.Error, Destination: { } waiting }
            && _open.Remove((waiting, message.ReplySerial), out var call))
        {
            return new(message, call);
        }

        return new(message, null);
    }
}
