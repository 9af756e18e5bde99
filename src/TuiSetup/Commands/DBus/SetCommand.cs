using System.CommandLine;
using TuiSetup.Backends.DBus;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus set: sets a property.</summary>
internal static class SetCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var (names, options) = (new MemberArguments("PROPERTY", T("Name of the property.")), new BusOptions());
        var values = new ValueArguments(T("Type of the value."));
        var noStart = new Option<bool>("--no-auto-start") { Description = T("Do not have the bus start the service for it.") };
        var command = new Command("set", T("""
            Sets a property. Nothing is printed when it was set.

            Example:
              tuisetup dbus set org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager LogLevel s debug
            """))
        {
            names.Service, names.Path, names.Interface, names.Member, values.Signature, values.Words, values.Json,
            options.System, options.User, options.Address, options.Timeout, options.Json, noStart,
        };
        command.SetBusHandler(compose, options, (program, parsed) =>
        {
            var (service, path, @interface, property) = names.Read(parsed);
            var value = values.Read(parsed) is [var only] ? only : throw new FormatException(T("A property has one value: give its type and the value, such as s debug."));
            using var bus = BusClient.Open(options.Place(parsed, program), program.Context);
            bus.Call(
                new DBusCall(service, path, BusNames.Properties, "Set", DBusValue.Of(@interface), DBusValue.Of(property), DBusValue.Variant(value))
                {
                    Timeout = options.Patience(parsed),
                    AllowInteractiveAuthorization = true,
                    AutoStart = !parsed.GetValue(noStart),
                },
                CancellationToken.None);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
