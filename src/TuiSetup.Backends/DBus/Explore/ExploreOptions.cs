namespace TuiSetup.Backends.DBus.Explore;

/// <summary>How services are looked at.</summary>
public sealed record ExploreOptions
{
    /// <summary>How long one object may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long an object manager may take, which may have to tell of very many objects; null is as any object.</summary>
    public TimeSpan? ManagerTimeout { get; init; }

    /// <summary>Whether looking may start the service.</summary>
    public bool AutoStart { get; init; }

    /// <summary>Objects of one service at most; a walk that meets more is cut.</summary>
    public int MaxObjects { get; init; } = 200_000;

    /// <summary>Names in a path at most: a service may answer for ever that there is another object below.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Calls that wait for an answer at the same time; the system bus lets a connection have 128.</summary>
    public int InFlight { get; init; } = 48;

    internal DBusCall Call(string service, string path, string @interface, string member, params DBusValue[] arguments)
        => new(service, path, @interface, member, [.. arguments]) { Timeout = Timeout, AutoStart = AutoStart };
}
