using TuiSetup.Core.Answers;

namespace TuiSetup.Backends;

/// <summary>What backends are given: how to find targets, the environment, and time.</summary>
/// <param name="OvsAddress">Where Open vSwitch's database is unless an answer says otherwise.</param>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="Time">The time to wait and to write down.</param>
public sealed record BackendContext(string OvsAddress, Func<string, string?> Variable, TimeProvider Time)
{
    /// <summary>Address of the vCenter unless an answer says otherwise; null when none was given.</summary>
    public string? VCenter { get; init; }

    /// <summary>The machine to set up, as ssh takes it, such as <c>admin@switch7</c>; null is this one.</summary>
    public string? Host { get; init; }

    /// <summary>Whether a text is a host as ssh takes it.</summary>
    public static bool IsHost(string text)
    {
        try
        {
            return DBus.BusAddress.Host(text).Text.Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Folder that stands for / where files of the host are read and written; empty for the real one.</summary>
    public string Root { get; init; } = "";

    /// <summary>Asks the user for a secret that is nowhere else; null when there is no answer. From any thread.</summary>
    public Func<string, CancellationToken, Task<Secret?>> AskSecret { get; init; } = (_, _) => Task.FromResult<Secret?>(null);

    /// <summary>Where programs of the site are, for the backend 'command'; the first folder wins.</summary>
    public IReadOnlyList<string> CommandFolders { get; init; } = [];

    /// <summary>Where runs are kept, and what was learned about targets.</summary>
    public string StateFolder { get; init; } = "";

    /// <summary>From the environment, as the systems' own tools find their targets.</summary>
    /// <param name="ovs">Address given with --ovs, if any.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="time">The time to wait and to write down.</param>
    public static BackendContext Create(string? ovs, Func<string, string?> variable, TimeProvider time)
        => new(ovs ?? OpenVSwitch.Ovsdb.OvsdbAddress.Default(variable), variable, time);
}
