namespace TuiSetup.Backends.DBus.Watching;

/// <summary>A message that was seen, and the call that it answers.</summary>
/// <param name="Message">The message.</param>
/// <param name="Call">The call that this is the reply to; null where it is none, or where the call was not seen.</param>
public sealed record PairedMessage(DBusMessage Message, DBusMessage? Call)
{
    /// <summary>From the call to this reply.</summary>
    public TimeSpan? Took => Call is { } call ? Message.Received - call.Received : null;
}
