namespace TuiSetup.Backends.DBus;

/// <summary>Calls of interfaces that every bus and most services have.</summary>
public static class BusCalls
{
    public static Task<DBusMessage> CallAsync(this IBus bus, string destination, string path, string @interface, string member, CancellationToken cancel, params DBusValue[] arguments)
        => bus.CallAsync(new DBusCall(destination, path, @interface, member, [.. arguments]), cancel);

    /// <summary>One property, without its variant.</summary>
    public static async Task<DBusValue> GetAsync(this IBus bus, string destination, string path, string @interface, string property, CancellationToken cancel)
        => (await bus.CallAsync(destination, path, BusNames.Properties, "Get", cancel, DBusValue.Of(@interface), DBusValue.Of(property))).Value.Unwrapped;

    /// <summary>All properties of an interface, as a dictionary <c>a{sv}</c>.</summary>
    public static async Task<DBusValue> GetAllAsync(this IBus bus, string destination, string path, string @interface, CancellationToken cancel)
        => (await bus.CallAsync(destination, path, BusNames.Properties, "GetAll", cancel, DBusValue.Of(@interface))).Value;

    public static Task SetAsync(this IBus bus, string destination, string path, string @interface, string property, DBusValue value, CancellationToken cancel)
        => bus.CallAsync(destination, path, BusNames.Properties, "Set", cancel, DBusValue.Of(@interface), DBusValue.Of(property), DBusValue.Variant(value));

    /// <summary>The unique name that owns a name; null when none does.</summary>
    public static async Task<string?> OwnerAsync(this IBus bus, string name, CancellationToken cancel)
    {
        try
        {
            return (await bus.CallAsync(BusNames.Bus, BusNames.BusPath, BusNames.Bus, "GetNameOwner", cancel, DBusValue.Of(name))).Value.AsText;
        }
        catch (DBusException missing) when (missing.IsServiceMissing)
        {
            return null;
        }
    }

    /// <summary>Names on the bus now, unique ones among them.</summary>
    public static Task<IReadOnlyList<string>> NamesAsync(this IBus bus, CancellationToken cancel) => ListAsync(bus, "ListNames", cancel);

    /// <summary>Names of services that the bus can start.</summary>
    public static Task<IReadOnlyList<string>> ActivatableNamesAsync(this IBus bus, CancellationToken cancel) => ListAsync(bus, "ListActivatableNames", cancel);

    /// <summary>Whether a service has the name, or can be started under it.</summary>
    public static async Task<bool> IsThereAsync(this IBus bus, string name, CancellationToken cancel)
        => await bus.OwnerAsync(name, cancel) is not null || (await bus.ActivatableNamesAsync(cancel)).Contains(name);

    private static async Task<IReadOnlyList<string>> ListAsync(IBus bus, string member, CancellationToken cancel)
        => [.. (await bus.CallAsync(BusNames.Bus, BusNames.BusPath, BusNames.Bus, member, cancel)).Value.Texts];
}
