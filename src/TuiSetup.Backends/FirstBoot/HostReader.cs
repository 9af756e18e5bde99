using TuiSetup.Backends.Accounts;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Systemd;

namespace TuiSetup.Backends.FirstBoot;

/// <summary>Reads a host, whatever of it is there.</summary>
internal sealed class HostReader(IBus bus, RootFiles files, SystemdUnits units, LocaleOperation locale)
{
    public async Task<HostState> ReadAsync(CancellationToken cancel)
    {
        var state = new HostState
        {
            Hosts = HostsOperation.Read(files),
            Locales = LocaleArchive.Read(files),
            Layouts = KeyboardLayouts.Read(files),
            Users = [.. UserAccount.Read(files).Where(user => user.CanLogIn)],
        };
        state = await TryAsync(state, SystemdNames.Hostname, async () => state with { Hostname = (await HostnameOperation.ReadAsync(bus, cancel)).AsText ?? "" });
        state = await TryAsync(state, SystemdNames.Time, () => WithTimeAsync(state, cancel));
        state = await TryAsync(state, SystemdNames.Resolve, async () => WithResolver(state, await ResolverState.ReadAsync(bus, cancel)));
        state = await TryAsync(state, SystemdNames.Locale, () => WithLocaleAsync(state, cancel));
        return await TryAsync(state, SystemdNames.Service, async () => state with { Services = [.. (await units.ListFilesAsync(cancel)).Where(HostState.IsChoice)] });
    }

    private async Task<HostState> WithTimeAsync(HostState state, CancellationToken cancel)
    {
        var properties = await bus.GetAllAsync(SystemdNames.Time, SystemdNames.TimePath, SystemdNames.Time, cancel);
        var zones = await bus.CallAsync(SystemdNames.Time, SystemdNames.TimePath, SystemdNames.Time, "ListTimezones", cancel);
        return state with
        {
            Timezone = properties["Timezone"]?.AsText ?? "",
            Ntp = properties["NTP"]?.AsTruth ?? false,
            CanNtp = properties["CanNTP"]?.AsTruth ?? false,
            Timezones = [.. zones.Value.Texts],
        };
    }

    private HostState WithResolver(HostState state, ResolverState? resolver) => state with { Resolver = resolver, Resolving = ResolverOperation.Read(files, resolver) };

    private async Task<HostState> WithLocaleAsync(HostState state, CancellationToken cancel)
    {
        var properties = await bus.GetAllAsync(SystemdNames.Locale, SystemdNames.LocalePath, SystemdNames.Locale, cancel);
        return state with { Locale = [.. await locale.ReadAsync(cancel)], Keyboard = KeyboardOperation.Of(properties) };
    }

    /// <summary>One service that is not there does not hide the others; a lost bus does.</summary>
    private static async Task<HostState> TryAsync(HostState state, string service, Func<Task<HostState>> read)
    {
        try
        {
            return await read();
        }
        catch (DBusException failed) when (!failed.IsDisconnected)
        {
            return state with { Missing = state.Missing.Add(service, HostState.Reason(failed)) };
        }
    }
}
