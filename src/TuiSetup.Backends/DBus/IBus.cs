namespace TuiSetup.Backends.DBus;

/// <summary>
/// One connection to a message bus (D-Bus Specification). Nothing of the library below shows here, so that another
/// one can take its place. Members may be called from any thread; they throw <see cref="DBusException"/>.
/// </summary>
public interface IBus : IAsyncDisposable
{
    /// <summary>The name that the bus gave this connection, such as <c>:1.42</c>.</summary>
    string UniqueName { get; }

    /// <summary>Calls a method and waits for its reply. A cancelled call is forgotten; the service may have done it.</summary>
    Task<DBusMessage> CallAsync(DBusCall call, CancellationToken cancel);

    /// <summary>Listens for signals. They are kept from the moment at which the bus has confirmed it.</summary>
    Task<ISignals> ListenAsync(MatchRule rule, CancellationToken cancel);
}

/// <summary>Signals in the order in which they came. It ends with an exception when the connection is lost.</summary>
public interface ISignals : IAsyncEnumerable<DBusMessage>, IAsyncDisposable
{
    /// <summary>Messages that were thrown away because nobody read them in time.</summary>
    long Dropped => 0;
}

/// <summary>Opens connections.</summary>
internal interface IBusConnector
{
    /// <summary>Connects, and says hello.</summary>
    Task<IBus> OpenAsync(BusAddress address, CancellationToken cancel);

    /// <summary>
    /// Connects, and watches what others send (org.freedesktop.DBus.Monitoring.BecomeMonitor; needs root on most buses).
    /// </summary>
    /// <param name="address">The bus.</param>
    /// <param name="rules">What to watch; empty is everything.</param>
    /// <param name="cancel">Cancels the connecting.</param>
    Task<ISignals> MonitorAsync(BusAddress address, IReadOnlyList<MatchRule> rules, CancellationToken cancel);
}
