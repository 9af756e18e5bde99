using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Sysctls;

/// <summary>
/// Forwarding of IPv6, which the kernel knows for the whole machine alone. Turning it on makes every interface a
/// router's, and forgets the default routes that routers announced; so the interfaces are put back one by one, and
/// meanwhile listen to routers all the same.
/// </summary>
internal sealed class Ipv6ForwardingOperation(Sysctl sysctl) : IHostOperation
{
    public const string OperationName = "ipv6-forwarding";

    /// <summary>accept_ra: a router listens to no other router, a host does, and 2 listens in any case.</summary>
    private const string Host = "1", Always = "2";

    private static readonly string All = KeyOf("all");

    public string Name => OperationName;

    /// <summary>All keys that it sets: those of all interfaces, and of the ones to come.</summary>
    public static IEnumerable<string> Keys(Sysctl sysctl) => new[] { "all", "default" }.Concat(sysctl.Interfaces("ipv6").Where(name => name != "lo")).Select(KeyOf);

    public static string KeyOf(string name) => Sysctl.Key("net", "ipv6", "conf", name, "forwarding");

    public static string AcceptKeyOf(string name) => Sysctl.Key("net", "ipv6", "conf", name, "accept_ra");

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(SysctlOperation.Read(sysctl, step.After.Entries.Select(entry => entry.Key)));

    /// <summary>Whether a key is one of these.</summary>
    public static bool IsOne(string key) => key.Replace('/', '.') is var dotted && dotted.StartsWith("net.ipv6.conf.", StringComparison.Ordinal) && dotted.EndsWith(".forwarding", StringComparison.Ordinal);

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        Write(wanted);
        return Task.CompletedTask;
    }

    /// <summary>Makes it so; what is so already is not written.</summary>
    public void Write(Value wanted)
    {
        if (wanted.Entries.All(entry => sysctl.Read(entry.Key) == entry.Value.AsText))
        {
            return;
        }

        var listening = sysctl.Interfaces("ipv6").Where(name => sysctl.Read(AcceptKeyOf(name)) == Host).Select(AcceptKeyOf).ToList();
        Set(listening, Always);
        try
        {
            if (wanted[All].AsText is { } all && sysctl.Read(All) != all)
            {
                sysctl.Write(All, all);
            }

            foreach (var (key, value) in wanted.Entries.Where(entry => entry.Key != All && entry.Value.AsText is { } text && sysctl.Read(entry.Key) is { } now && now != text))
            {
                sysctl.Write(key, value.AsText!);
            }
        }
        finally
        {
            Set(listening, Host);
        }
    }

    private void Set(List<string> keys, string value)
    {
        foreach (var key in keys.Where(key => sysctl.Read(key) is not null))
        {
            sysctl.Write(key, value);
        }
    }
}
