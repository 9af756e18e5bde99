using System.CommandLine;
using TuiSetup.Backends.Relay;

namespace TuiSetup.Commands;

/// <summary>tuisetup keep-relay: what the unit of a relay runs.</summary>
internal static class KeepRelayCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var name = new Argument<string>("INTERFACE") { Description = T("The relay's interface.") };
        var bridge = new Option<bool>("--bridge") { Description = T("It is a relay on layer 2.") };
        var command = new Command("keep-relay", T("Keeps a relay open while its policy is in the packet filter, and closed while it is not. The unit that the wizard relay writes runs it.")) { name, bridge };
        command.Hidden = true;
        command.SetHandler(compose, async (program, parsed) =>
        {
            await new RelayKeeper(parsed.GetRequiredValue(name), parsed.GetValue(bridge), program.Context, program.Streams.Error.WriteLine).RunAsync(program.Interruption.Token);
            return ExitCodes.Done;
        });
        return command;
    }
}
