using TuiSetup.Backends.DBus.Native;

namespace TuiSetup.Backends.DBus;

/// <summary>Which bus is meant.</summary>
public enum BusKind
{
    System,
    User,
    /// <summary>One at an address of the D-Bus Specification.</summary>
    Address,
    /// <summary>The system bus of another machine, through ssh.</summary>
    Host,
}

/// <summary>A bus as the user says which.</summary>
/// <param name="Kind">How it is said.</param>
/// <param name="Where">The address, or the machine; empty for the other kinds.</param>
public sealed record BusPlace(BusKind Kind, string Where = "")
{
    /// <summary>Whether its processes are those of this machine, so that /proc tells of them.</summary>
    public bool IsHere => Kind is BusKind.System or BusKind.User;

    /// <summary>The options of busctl(1) that reach it, without quotes; empty for the system bus.</summary>
    public string BusctlOption => Kind switch
    {
        BusKind.User => "--user",
        BusKind.Address => "--address=" + Where,
        BusKind.Host => "--host=" + Where,
        _ => "",
    };

    /// <summary>What the environment and the options mean: an address before the user's bus, that before another machine, that before the system's.</summary>
    public static BusPlace Choose(string? address, bool isUser, string? host)
        => address is not null ? new(BusKind.Address, address)
            : isUser ? new(BusKind.User)
            : host is not null ? new(BusKind.Host, host)
            : new(BusKind.System);

    /// <exception cref="DBusException">There is no such bus.</exception>
    public BusAddress AddressIn(BackendContext context) => Kind switch
    {
        BusKind.Address => new BusAddress(Where),
        BusKind.User => BusAddress.Session(context.Variable)
            ?? throw new DBusException("org.freedesktop.DBus.Error.NoServer", T("There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set.")) { IsBusMissing = true },
        BusKind.Host => BusAddress.Host(Where),
        _ => BusAddress.System(context.Variable),
    };

    /// <summary>Connects.</summary>
    /// <exception cref="DBusException">It cannot be reached.</exception>
    public Task<IBus> OpenAsync(BackendContext context, CancellationToken cancel) => new SdBusConnector().OpenAsync(AddressIn(context), cancel);

    /// <summary>Watches what others send; needs root on most buses.</summary>
    /// <param name="rules">What to watch; empty is everything.</param>
    /// <param name="context">The environment.</param>
    /// <param name="cancel">Cancels the connecting.</param>
    /// <exception cref="DBusException">It cannot be reached, or refuses.</exception>
    public Task<ISignals> MonitorAsync(IReadOnlyList<MatchRule> rules, BackendContext context, CancellationToken cancel)
        => new SdBusConnector().MonitorAsync(AddressIn(context), rules, cancel);

    public override string ToString() => Kind switch
    {
        BusKind.System => T("system bus"),
        BusKind.User => T("user bus"),
        _ => Where,
    };
}
