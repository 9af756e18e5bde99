using System.CommandLine;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus introspect: what an object has, or all objects of a service.</summary>
internal static class IntrospectCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var options = new BusOptions();
        var service = new Argument<string>("SERVICE") { Description = T("Name of the service.") };
        var path = new Argument<string?>("OBJECT") { Description = T("Path of the object."), Arity = ArgumentArity.ZeroOrOne };
        var @interface = new Argument<string?>("INTERFACE") { Description = T("This interface alone."), Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = T("All objects of the service, or those from OBJECT down; with --json one document a line.") };
        var xml = new Option<bool>("--xml") { Description = T("The introspection data as the object gives it.") };
        var command = new Command("introspect", T("""
            Shows interfaces, methods, properties with their values, and signals of an object. A property that cannot be read has its error in its place. It changes nothing, and starts no service unless told to.

            Flags are busctl's, and: privileged, hidden, explicit, sensitive.

            Examples:
              tuisetup dbus introspect org.freedesktop.hostname1 /org/freedesktop/hostname1
              tuisetup dbus introspect org.freedesktop.NetworkManager --all --json
            """))
        {
            service, path, @interface, all, xml, options.System, options.User, options.Address, options.Timeout, options.Json, options.AutoStart,
        };
        command.SetBusHandler(compose, options, async (program, parsed) =>
        {
            var (name, from, only, cancel) = (parsed.GetRequiredValue(service), parsed.GetValue(path), parsed.GetValue(@interface), program.Interruption.Token);
            BusHandler.Check(name, from, only);
            var exploring = options.Exploring(parsed);
            await using var bus = await options.Place(parsed, program).OpenAsync(program.Context, cancel);
            if (parsed.GetValue(all))
            {
                return await AllAsync(program, bus, name, from ?? "/", exploring, parsed.GetValue(options.Json), cancel);
            }

            var at = from ?? throw new FormatException(T("Say which object, or --all for all of them."));
            if (parsed.GetValue(xml))
            {
                program.Streams.Output.WriteLine(SafeText.Clean(await RawAsync(bus, name, at, exploring, cancel)).TrimEnd());
                return ExitCodes.Done;
            }

            var described = Only(await new ObjectReader(bus, name, exploring).ReadAsync(at, cancel), only);
            program.Streams.Output.Write(parsed.GetValue(options.Json) ? DescribedJson.Of(described) + "\n" : DescribedText.Of(described));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<string> RawAsync(IBus bus, string service, string path, ExploreOptions options, CancellationToken cancel)
        => (await bus.CallAsync(new DBusCall(service, path, BusNames.Introspectable, "Introspect") { AutoStart = options.AutoStart, Timeout = options.Timeout }, cancel)).Value.AsText ?? "";

    private static DescribedObject Only(DescribedObject found, string? name)
        => name is null ? found
            : found.Interfaces.Any(one => one.Info.Name == name) ? found with { Interfaces = [.. found.Interfaces.Where(one => one.Info.Name == name)] }
            : throw new DBusException("org.freedesktop.DBus.Error.UnknownInterface", T($"{found.Path} has no interface {name}."));

    /// <summary>Objects are written as they come, so that a service with many of them needs no memory for all.</summary>
    private static async Task<int> AllAsync(Composition program, IBus bus, string service, string root, ExploreOptions exploring, bool json, CancellationToken cancel)
    {
        var walk = new ObjectWalk(bus, service, exploring) { AsksAll = true };
        await foreach (var described in new ObjectReader(bus, service, exploring).ReadAllAsync(walk, root, cancel))
        {
            if (described.Error is { } silent)
            {
                program.Streams.Error.WriteLine(SafeText.Clean($"tuisetup: {described.Path}: {silent.Name}: {silent.Message}"));
            }
            else
            {
                program.Streams.Output.Write(json ? DescribedJson.Of(described) + "\n" : $"{described.Path}\n{DescribedText.Of(described)}\n");
            }
        }

        if (walk.IsCut)
        {
            program.Streams.Error.WriteLine(SafeText.Clean(T($"tuisetup: {service} has more objects than are shown.")));
        }

        return ExitCodes.Done;
    }
}
