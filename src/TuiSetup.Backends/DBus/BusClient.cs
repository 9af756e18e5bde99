using TuiSetup.Backends.DBus.Native;
using TuiSetup.Backends.DBus.Busctl;

namespace TuiSetup.Backends.DBus;

/// <summary>What the program's own commands need of the bus, in words: calls as busctl(1) has them.</summary>
public sealed class BusClient : IDisposable
{
    private readonly InlineBus _bus;

    private BusClient(InlineBus bus) => _bus = bus;

    /// <param name="address">Address in the notation of the D-Bus Specification; null is the system bus, or that of the context's host.</param>
    /// <param name="isSession">Whether it is the user's bus, where no address is given.</param>
    /// <param name="context">The environment.</param>
    /// <exception cref="Core.Problems.BackendException">It cannot be reached.</exception>
    public static BusClient Open(string? address, bool isSession, BackendContext context)
    {
        var place = address is not null ? new BusAddress(address)
            : isSession ? BusAddress.Session(context.Variable) ?? throw new DBusException("org.freedesktop.DBus.Error.NoServer", "There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set.")
            : context.Host is { } host ? BusAddress.Host(host)
            : BusAddress.System(context.Variable);
        return new(SdBusConnector.OpenInline(place));
    }

    /// <summary>Calls a method; the result is its reply as busctl prints it, empty when it has no values.</summary>
    /// <param name="names">Service, object, interface, method.</param>
    /// <param name="signature">Types of the arguments; empty for none.</param>
    /// <param name="arguments">The arguments as busctl takes them.</param>
    /// <param name="timeout">How long to wait; null is 25 s.</param>
    /// <param name="cancel">Cancels the waiting.</param>
    /// <exception cref="FormatException">The arguments do not fit the signature.</exception>
    /// <exception cref="Core.Problems.BackendException">It was refused; its name is the error name.</exception>
    public string Call(
        (string Service, string Path, string Interface, string Member) names, string signature, IReadOnlyList<string> arguments, TimeSpan? timeout, CancellationToken cancel)
    {
        var call = new DBusCall(names.Service, names.Path, names.Interface, names.Member, [.. BusctlReader.Read(signature, arguments)])
        {
            Timeout = timeout,
            AllowInteractiveAuthorization = true,
        };
        var reply = _bus.Call(call, cancel);
        return reply.Body.IsEmpty ? "" : BusctlWriter.Write(reply.Body);
    }

    public void Dispose() => _bus.Dispose();
}
