using System.Collections.Immutable;

namespace TuiSetup.Backends.DBus;

/// <summary>A method call to send.</summary>
/// <param name="Destination">Name of the service.</param>
/// <param name="Path">The object.</param>
/// <param name="Interface">The interface; null leaves it to the service to find the method.</param>
/// <param name="Member">The method.</param>
/// <param name="Arguments">Its arguments, in order.</param>
public sealed record DBusCall(string Destination, string Path, string? Interface, string Member, params ImmutableArray<DBusValue> Arguments)
{
    /// <summary>How long to wait for the reply; null is what libraries usually wait, 25 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the service may ask the user for authorization (polkit) before it answers.</summary>
    public bool AllowInteractiveAuthorization { get; init; }

    /// <summary>Whether the bus may start the service for this call.</summary>
    public bool AutoStart { get; init; } = true;

    /// <summary>Whether the arguments are erased from memory after sending, as passwords should be.</summary>
    public bool IsSensitive { get; init; }
}
