using System.Globalization;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>Lists the names on a bus. It asks the bus, and systemd where that runs; it starts nothing.</summary>
public sealed class NameLister(IBus bus, BusPlace place)
{
    private const string Manager = "org.freedesktop.systemd1";

    /// <summary>Whose unit nobody can tell.</summary>
    private static readonly string[] NotAsked = [BusNames.Bus];

    private readonly Dictionary<uint, string> _users = place.IsHere ? UsersOfThisMachine() : [];

    /// <summary>Services that run, then those that could be started, then connections; each by name.</summary>
    /// <exception cref="DBusException">The bus did not answer.</exception>
    public async Task<IReadOnlyList<BusName>> ListAsync(CancellationToken cancel)
    {
        var (taken, startable) = (bus.NamesAsync(cancel), bus.ActivatableNamesAsync(cancel));
        var running = (await taken).ToHashSet(StringComparer.Ordinal);
        var canStart = (await startable).ToHashSet(StringComparer.Ordinal);
        var owned = await Task.WhenAll(running.Select(name => OwnedAsync(name, canStart.Contains(name), cancel)));
        var units = running.Contains(Manager) ? await UnitsAsync(owned, cancel) : [];
        return
        [
            .. owned.Select(name => name.Pid is { } pid && units.TryGetValue(pid, out var unit) ? name with { Unit = unit } : name)
                .Concat(canStart.Where(name => !running.Contains(name)).Select(name => new BusName(name, BusNameKind.Activatable) { IsActivatable = true }))
                .OrderBy(name => name.Kind).ThenBy(Order),
        ];
    }

    private static (string, int) Order(BusName name)
        => name.Kind == BusNameKind.Unique && int.TryParse(name.Name[(name.Name.LastIndexOf('.') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? ("", number) : (name.Name, 0);

    /// <summary>A name may go while it is asked about; what is known of it stays.</summary>
    private async Task<BusName> OwnedAsync(string name, bool isActivatable, CancellationToken cancel)
    {
        var kind = name.StartsWith(':') ? BusNameKind.Unique : BusNameKind.WellKnown;
        var found = new BusName(name, kind) { IsActivatable = isActivatable, Owner = kind == BusNameKind.Unique ? name : null };
        try
        {
            var owner = kind == BusNameKind.Unique ? null : bus.OwnerAsync(name, cancel);
            var credentials = (await bus.CallAsync(BusNames.Bus, BusNames.BusPath, BusNames.Bus, "GetConnectionCredentials", cancel, DBusValue.Of(name))).Value;
            var uid = (uint?)credentials["UnixUserID"]?.AsNumber;

            // 0 is a process of another PID namespace. Of that one nothing is known, and systemd 252 ends when it is asked for its unit.
            var pid = credentials["ProcessID"]?.AsNumber is > 0 and var number ? (uint?)number : null;
            return found with
            {
                Owner = owner is null ? name : await owner,
                Pid = pid,
                Uid = uid,
                User = uid is { } id ? _users.GetValueOrDefault(id) ?? id.ToString(CultureInfo.InvariantCulture) : null,
                Process = pid is { } process && place.IsHere ? ProcessName(process) : null,
            };
        }
        catch (DBusException refused) when (!refused.IsDisconnected)
        {
            return found;
        }
    }

    private async Task<Dictionary<uint, string>> UnitsAsync(IEnumerable<BusName> names, CancellationToken cancel)
    {
        var pids = names.Where(name => !NotAsked.Contains(name.Name)).Select(name => name.Pid).OfType<uint>().Distinct().ToList();
        var units = await Task.WhenAll(pids.Select(pid => UnitAsync(pid, cancel)));
        return pids.Zip(units).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
    }

    private async Task<string?> UnitAsync(uint pid, CancellationToken cancel)
    {
        try
        {
            var call = new DBusCall(Manager, "/org/freedesktop/systemd1", Manager + ".Manager", "GetUnitByPID", DBusValue.Of(pid)) { AutoStart = false, Timeout = TimeSpan.FromSeconds(5) };
            return (await bus.CallAsync(call, cancel)).Value.AsText is { } path ? ObjectPaths.Unescape(path[(path.LastIndexOf('/') + 1)..]) : null;
        }
        catch (DBusException)
        {
            return null;
        }
    }

    private static string? ProcessName(uint pid)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/comm")).TrimEnd('\n');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Dictionary<uint, string> UsersOfThisMachine()
    {
        var users = new Dictionary<uint, string>();
        try
        {
            foreach (var parts in File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(parts => parts.Length > 2))
            {
                if (uint.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                {
                    users.TryAdd(id, parts[0]);
                }
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Numbers tell as much.
        }

        return users;
    }
}
