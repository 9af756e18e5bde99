namespace TuiSetup.Backends.DBus.Explore;

/// <summary>What a name on a bus stands for.</summary>
public enum BusNameKind
{
    /// <summary>A service that runs.</summary>
    WellKnown,
    /// <summary>A service that the bus could start.</summary>
    Activatable,
    /// <summary>A connection, such as <c>:1.42</c>.</summary>
    Unique,
}

/// <summary>A name on a bus, and who has it. What could not be learned is null.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it stands for.</param>
public sealed record BusName(string Name, BusNameKind Kind)
{
    /// <summary>The connection that has it; the name itself for a connection.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the bus can start it, also when it runs already.</summary>
    public bool IsActivatable { get; init; }

    public uint? Pid { get; init; }

    /// <summary>The process's name, where it is one of this machine.</summary>
    public string? Process { get; init; }

    public uint? Uid { get; init; }

    /// <summary>The user's name; the number where this machine does not know it.</summary>
    public string? User { get; init; }

    /// <summary>The unit of systemd that it belongs to.</summary>
    public string? Unit { get; init; }
}
