using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>Makes the steps for a request: the profile of the interface, and one for each port of a bridge or bond.</summary>
internal static class NetworkPlanner
{
    public static IEnumerable<Step> Steps(string backend, NetworkRequest request, NetworkFacts facts)
    {
        var device = facts.Find(request.Device);
        var name = request.IsVirtual ? request.Interface : device!.Interface;
        var existing = facts.ProfileOf(request);
        var before = existing?.ToValue() ?? Value.Nothing;
        var own = Profile(backend, name, Summary(name, request), before, Wanted(request, name, device, before), existing?.Uuid, facts);
        var hasPorts = request.Ports.Length > 0 && request.Type is NetworkRequest.Bridge or NetworkRequest.Bond;

        // Ports bring the interface up that they belong to; without ports it is brought up itself.
        var activate = hasPorts || device?.State == NmDeviceState.Unavailable ? null : request.IsVirtual ? "" : name;
        yield return own with { Arguments = With(own.Arguments, activate) };
        foreach (var port in hasPorts ? request.Ports.Select(facts.Find).OfType<NmDevice>() : [])
        {
            yield return Port(backend, port, name, request, facts) with { DependsOn = [own.Id] };
        }
    }

    private static Step Port(string backend, NmDevice port, string master, NetworkRequest request, NetworkFacts facts)
    {
        var existing = facts.ProfileOf(request with { Type = NetworkRequest.Ethernet, Device = port.Interface, Interface = "" });
        var before = existing?.ToValue() ?? Value.Nothing;
        var after = Base(before, port.Interface, NetworkRequest.Ethernet)
            .With(NmSettings.Master, Value.Of(master)).With(NmSettings.SlaveType, Value.Of(request.Type));

        // A port has no addresses of its own.
        after = Value.Map(after.Entries.Where(entry => !entry.Key.StartsWith("ipv", StringComparison.Ordinal)));
        var step = Profile(backend, port.Interface, T($"{port.Interface} becomes a port of {master}"), before, after, existing?.Uuid, facts);
        return step with { Arguments = With(step.Arguments, port.State == NmDeviceState.Unavailable ? null : port.Interface) };
    }

    private static Step Profile(string backend, string name, string summary, Value before, Value after, string? uuid, NetworkFacts facts)
    {
        var previous = facts.Snapshot.Device(name)?.ActiveUuid;
        var step = HostStep.Make(backend, ConnectionOperation.OperationName, "connection " + name, summary, before, after);
        var arguments = Value.Map((ConnectionOperation.Uuid, Value.Of(uuid ?? Guid.NewGuid().ToString())));
        return step with { Arguments = previous is null || previous == uuid ? arguments : arguments.With(ConnectionOperation.Previous, Value.Of(previous)) };
    }

    private static Value With(Value arguments, string? device)
        => device is null ? arguments : arguments.With(ConnectionOperation.Device, Value.Of(device));

    private static Value Wanted(NetworkRequest request, string name, NmDevice? device, Value before)
    {
        var wanted = Base(before, name, request.Type);
        wanted = Family(wanted, request.Ipv4, request);
        wanted = Family(wanted, request.Ipv6, request);
        wanted = Set(wanted, NmSettings.Mtu, request.Mtu is { } mtu ? Value.Of(mtu) : Value.Nothing, keep: true);
        return request.Type switch
        {
            NetworkRequest.Vlan => wanted.With(NmSettings.VlanId, Value.Of(request.VlanId!.Value)).With(NmSettings.VlanParent, Value.Of(device!.Interface)),
            NetworkRequest.Bridge => Set(wanted, NmSettings.Stp, request.Stp is { } stp ? Value.Of(stp) : Value.Nothing, keep: true),
            NetworkRequest.Bond => wanted.With(NmSettings.BondOptions, Value.List([$"mode={(request.BondMode.Length > 0 ? request.BondMode : "active-backup")}"])),
            _ => wanted,
        };
    }

    private static Value Base(Value before, string name, string type)
        => before.IsNothing ? Value.Map((NmSettings.Id, Value.Of(name)), (NmSettings.Type, Value.Of(type)), (NmSettings.Interface, Value.Of(name))) : before;

    private static Value Family(Value wanted, FamilyRequest family, NetworkRequest request)
    {
        var prefix = family.Family + ".";
        var method = family.Method.Length > 0 ? family.Method : wanted[prefix + "method"].AsText ?? "auto";
        wanted = wanted.With(prefix + "method", Value.Of(method));
        if (family.Method.Length > 0)
        {
            var isFixed = family.Addresses.Length > 0 && method is "manual" or "auto" or "shared";
            wanted = Set(wanted, prefix + "addresses", isFixed && family.Addresses.Length > 0 ? Value.List(family.Addresses) : Value.Nothing);
            wanted = Set(wanted, prefix + "gateway", isFixed && family.Gateway.Length > 0 ? Value.Of(family.Gateway) : Value.Nothing);
        }

        var isUsed = method is not ("disabled" or "ignore");
        wanted = Set(wanted, prefix + "dns", isUsed ? List(request.Dns.Where(server => server.Contains(':', StringComparison.Ordinal) == family.IsIp6)) : Value.Nothing, keep: isUsed && request.Dns.IsEmpty);
        wanted = Set(wanted, prefix + "dns-search", isUsed && !family.IsIp6 ? List(request.Search) : Value.Nothing, keep: isUsed && request.Search.IsEmpty);
        return Set(wanted, prefix + "routes", isUsed ? List(request.Routes.Where(route => route.Contains(':', StringComparison.Ordinal) == family.IsIp6)) : Value.Nothing, keep: isUsed && request.Routes.IsEmpty);
    }

    private static Value List(IEnumerable<string> items) => items.ToList() is { Count: > 0 } some ? Value.List(some) : Value.Nothing;

    /// <param name="map">A profile.</param>
    /// <param name="key">One of its keys.</param>
    /// <param name="value">What it is to say; nothing is not said.</param>
    /// <param name="keep">Whether nothing leaves what it says.</param>
    private static Value Set(Value map, string key, Value value, bool keep = false)
        => !value.IsNothing ? map.With(key, value)
            : keep ? map
            : Value.Map(map.Entries.Where(entry => entry.Key != key));

    private static string Summary(string name, NetworkRequest request)
    {
        var parts = new[] { request.Ipv4, request.Ipv6 }.Where(family => family.Method.Length > 0).Select(family => family.Method switch
        {
            "manual" => string.Join(", ", family.Addresses) + (family.Gateway.Length > 0 ? T($" by {family.Gateway}") : ""),
            "auto" => family.IsIp6 ? T("IPv6 as routers say") : T("address by DHCP"),
            var other => $"{family.Family} {other}",
        });
        var kind = request.Type switch
        {
            NetworkRequest.Vlan => T($"VLAN {request.VlanId} on {request.Device}, "),
            NetworkRequest.Bridge => T($"bridge of {string.Join(", ", request.Ports.DefaultIfEmpty("nothing"))}, "),
            NetworkRequest.Bond => T($"bond of {string.Join(", ", request.Ports)}, "),
            _ => "",
        };
        return $"{name}: {kind}{string.Join("; ", parts.DefaultIfEmpty(T("as it is")))}";
    }
}
