using System.Collections.Immutable;

namespace TuiSetup.Backends.DBus;

/// <summary>The type of a message, with the specification's numbers.</summary>
public enum DBusMessageType : byte
{
    MethodCall = 1,
    MethodReturn = 2,
    Error = 3,
    Signal = 4,
}

/// <summary>A message that was received. Header fields that it does not have are null, or 0.</summary>
public sealed record DBusMessage
{
    public required DBusMessageType Type { get; init; }

    /// <summary>The sender's number of it.</summary>
    public ulong Serial { get; init; }

    /// <summary>The number of the call that it answers.</summary>
    public ulong ReplySerial { get; init; }

    public string? Sender { get; init; }

    public string? Destination { get; init; }

    public string? Path { get; init; }

    public string? Interface { get; init; }

    public string? Member { get; init; }

    public string? ErrorName { get; init; }

    /// <summary>The header's flags: 1 no reply is expected, 2 no service is started for it, 4 the user may be asked. Known of what was monitored.</summary>
    public byte Flags { get; init; }

    /// <summary>When it came; known of signals, and of what was monitored.</summary>
    public DateTimeOffset Received { get; init; }

    public string Signature { get; init; } = "";

    public ImmutableArray<DBusValue> Body { get; init; } = [];

    /// <summary>The first value of the body, which must be there.</summary>
    /// <exception cref="DBusException">The body is empty.</exception>
    public DBusValue Value => this[0];

    /// <summary>A value of the body.</summary>
    /// <exception cref="DBusException">The body has no such value.</exception>
    public DBusValue this[int index] => index < Body.Length
        ? Body[index]
        : throw DBusException.Unexpected(T($"{Interface ?? Sender}.{Member ?? "reply"} has {Body.Length} values, and {index + 1} were expected"));
}
