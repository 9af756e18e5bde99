using System.CommandLine;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus: services on a message bus, found, called and watched.</summary>
internal static class DBusCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
        => new("dbus", T("""
            Finds, calls and watches services on a message bus.

            Exit codes of all: 7 an error of D-Bus, whose name is on standard error; 8 no answer in time; 9 the service is not there; 6 the bus is not.
            """))
        {
            ExploreCommand.Create(compose),
            ListNamesCommand.Create(compose),
            TreeCommand.Create(compose),
            IntrospectCommand.Create(compose),
            CallCommand.Create(compose),
            GetCommand.Create(compose),
            SetCommand.Create(compose),
            MonitorCommand.Create(compose),
            WaitCommand.Create(compose),
        };
}
