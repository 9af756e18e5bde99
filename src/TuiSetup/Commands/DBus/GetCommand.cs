using System.CommandLine;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus get: properties.</summary>
internal static class GetCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var (names, options) = (new MemberArguments("PROPERTY", ""), new BusOptions());
        var properties = new Argument<string[]>("PROPERTY") { Description = T("Names of properties; without one, all of the interface, each after its name."), Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("get", T("""
            Prints properties as busctl does, one a line. It changes nothing, and starts no service.

            Examples:
              tuisetup dbus get org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager Version NNames
              tuisetup dbus get --json org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager
            """))
        {
            names.Service, names.Path, names.Interface, properties,
            options.System, options.User, options.Address, options.Timeout, options.Json, options.AutoStart,
        };
        command.SetBusHandler(compose, options, (program, parsed) =>
        {
            var (service, path, @interface) = (parsed.GetRequiredValue(names.Service), parsed.GetRequiredValue(names.Path), parsed.GetRequiredValue(names.Interface));
            BusHandler.Check(service, path, @interface);
            var (wanted, json, output) = (parsed.GetValue(properties) ?? [], parsed.GetValue(options.Json), program.Streams.Output);
            var exploring = options.Exploring(parsed);
            using var bus = BusClient.Open(options.Place(parsed, program), program.Context);
            if (wanted.Length == 0)
            {
                var all = ObjectReader.Values(Ask("GetAll", DBusValue.Of(@interface)).Value);
                output.Write(json ? All(all) : string.Concat(all.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => SafeText.Clean($"{one.Key} {BusctlWriter.Write([one.Value])}") + "\n")));
                return Task.FromResult(ExitCodes.Done);
            }

            foreach (var name in wanted)
            {
                var reply = Ask("Get", DBusValue.Of(@interface), DBusValue.Of(name)).Value;
                var value = reply is DBusVariant variant ? variant.Inner : reply;
                output.WriteLine(json ? DBusJsonWriter.Typed(value) : SafeText.Clean(BusctlWriter.Write([value])));
            }

            return Task.FromResult(ExitCodes.Done);

            DBusMessage Ask(string method, params DBusValue[] arguments)
                => bus.Call(new DBusCall(service, path, BusNames.Properties, method, [.. arguments]) { AutoStart = exploring.AutoStart, Timeout = exploring.Timeout }, CancellationToken.None);
        });
        return command;
    }

    /// <summary>One object, with a property for each key.</summary>
    private static string All(IReadOnlyDictionary<string, DBusValue> values)
    {
        var text = new System.Text.StringBuilder("{");
        foreach (var (name, value) in values.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            DBusJsonWriter.AppendTyped(DBusJsonWriter.AppendText(text.Length > 1 ? text.Append(',') : text, name).Append(':'), value);
        }

        return text.Append("}\n").ToString();
    }
}
