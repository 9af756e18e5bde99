using System.CommandLine;
using TuiSetup.Core.Problems;
using TuiSetup.Explorer;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus explore: the explorer on the terminal.</summary>
internal static class ExploreCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var options = new BusOptions();
        var command = new Command("explore", T("Looks services up on a terminal: names, objects, members, calls. It changes nothing until that is turned on there."))
        {
            options.System, options.User, options.Address,
        };
        command.SetBusHandler(compose, options, (program, parsed) => Task.FromResult(
            ExplorerScreen.Run(program, options.Place(parsed, program))
                ?? throw new ProblemException([Problem.Error(null, T("The explorer needs a terminal."), T("Without one there are 'tuisetup dbus list', 'tree', 'introspect', 'call', 'get' and 'set'."))])));
        return command;
    }
}
