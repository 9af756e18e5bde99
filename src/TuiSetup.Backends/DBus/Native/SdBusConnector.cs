using TuiSetup.Core.Problems;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>Opens connections by libsystemd.</summary>
internal sealed class SdBusConnector : IBusConnector
{
    public async Task<IBus> OpenAsync(BusAddress address, CancellationToken cancel)
    {
        var bus = new SdBus(new BusThread(Open(address, isMonitor: false)));
        try
        {
            await bus.GreetAsync(cancel);
            return bus;
        }
        catch (DBusException failed)
        {
            await bus.DisposeAsync();
            throw Refused(address, failed);
        }
        catch
        {
            await bus.DisposeAsync();
            throw;
        }
    }

    public async Task<ISignals> MonitorAsync(BusAddress address, IReadOnlyList<MatchRule> rules, CancellationToken cancel)
    {
        var thread = new BusThread(Open(address, isMonitor: true));
        var filter = new MonitorFilter(thread);
        try
        {
            thread.Post(filter.Start);
            await filter.Installed.WaitAsync(cancel);
            await new SdBus(thread).CallAsync(
                new DBusCall(BusNames.Bus, BusNames.BusPath, BusNames.Monitoring, "BecomeMonitor", DBusValue.Strings(rules.Select(rule => rule.ToString())), DBusValue.Of(0u)),
                cancel);
            return filter;
        }
        catch
        {
            await filter.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a connection for whoever calls one method after the other, and has nothing else to do.</summary>
    public static InlineBus OpenInline(BusAddress address) => new(Open(address, isMonitor: false), address);

    private static nint Open(BusAddress address, bool isMonitor)
    {
        nint bus = 0;
        try
        {
            Check(sd_bus_new(out bus));
            Check(sd_bus_set_address(bus, address.Text));
            Check(sd_bus_set_bus_client(bus, 1));
            Check(sd_bus_negotiate_fds(bus, 1));
            Check(sd_bus_set_monitor(bus, isMonitor ? 1 : 0));
            Check(sd_bus_start(bus));
            return bus;
        }
        catch (DllNotFoundException missing)
        {
            throw new DBusException("org.freedesktop.DBus.Error.NotSupported", T($"libsystemd is not on this machine, and D-Bus is reached by it: {missing.Message}"), BackendFailure.Unreachable) { IsBusMissing = true };
        }
        catch (DBusException failed)
        {
            sd_bus_close_unref(bus);
            throw Refused(address, failed);
        }
    }

    internal static DBusException Refused(BusAddress address, DBusException failed)
        => new(failed.Name!, T($"The message bus at {address} cannot be reached: {failed.Message}"), BackendFailure.Unreachable) { IsBusMissing = true };
}
