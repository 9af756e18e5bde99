using System.Collections.Immutable;
using System.Net;
using TuiSetup.Backends.DBus;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>systemd-resolved as it runs (org.freedesktop.resolve1(5)); only what counts for the whole machine, no link.</summary>
/// <param name="Servers">Addresses of name servers.</param>
/// <param name="Domains">Domains that are searched.</param>
/// <param name="Mode">How /etc/resolv.conf leads to it: stub, static or uplink; foreign or missing where it does not.</param>
internal sealed record ResolverState(ImmutableArray<string> Servers, ImmutableArray<string> Domains, string Mode)
{
    /// <summary>Index of the interface of what belongs to none.</summary>
    private const long NoLink = 0;

    public bool IsUsed => Mode is "stub" or "static" or "uplink";

    /// <summary>Null where it does not run. The bus is not made to start it.</summary>
    public static async Task<ResolverState?> ReadAsync(IBus bus, CancellationToken cancel)
    {
        if (await bus.OwnerAsync(SystemdNames.Resolve, cancel) is null)
        {
            return null;
        }

        var properties = await bus.GetAllAsync(SystemdNames.Resolve, SystemdNames.ResolvePath, SystemdNames.ResolveManager, cancel);
        return new ResolverState(
            [.. Global(properties["DNS"]).Select(server => new IPAddress([.. Octets(server.Items[2])]).ToString())],
            [.. Global(properties["Domains"]).Select(domain => domain.Items[1].AsText!)],
            properties["ResolvConfMode"]?.AsText ?? "");
    }

    public Value ToValue(IEnumerable<string> servers, IEnumerable<string> domains)
        => Value.Map((ResolverOperation.Servers, Value.List(servers.Where(server => Servers.Contains(server)))), (ResolverOperation.Domains, Value.List(domains.Where(domain => Domains.Contains(domain)))));

    private static IEnumerable<DBusValue> Global(DBusValue? list) => (list?.Items ?? []).Where(entry => entry.Items[0].AsNumber == NoLink);

    private static ImmutableArray<byte> Octets(DBusValue value) => value.Unwrapped is DBusBytes bytes ? bytes.Data : [];
}
