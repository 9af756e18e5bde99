using TuiSetup.Backends.DBus;
using TuiSetup.Flow;
using TuiSetup.Newt.Text;
using TuiSetup.Pages;

namespace TuiSetup.Explorer;

/// <summary>The D-Bus explorer, from its first screen to its last.</summary>
internal static class ExplorerScreen
{
    public static string Title => T("D-Bus explorer");

    /// <summary>On a terminal of its own. Null when there is no terminal.</summary>
    public static int? Run(Composition program, BusPlace place)
    {
        using var terminal = UserInterface.OpenTerminal(program, out _);
        return terminal is null ? null : WindowUi.Run(program, terminal, async (ui, cancel) =>
        {
            await RunAsync(program, ui, place, cancel);
            return ExitCodes.Done;
        });
    }

    /// <summary>On windows that are there already.</summary>
    public static async Task RunAsync(Composition program, WindowUi ui, BusPlace place, CancellationToken cancel)
    {
        IBus bus;
        try
        {
            bus = await ui.BusyAsync(T($"Connecting to the {place}..."), (_, stop) => place.OpenAsync(program.Context, stop), cancel);
        }
        catch (DBusException refused)
        {
            await ui.TellAsync(T("No bus"), SafeText.Clean(refused.Message), cancel);
            return;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return;
        }

        await using (bus)
        {
            await new NamesScreen(new ExplorerSession(ui, bus, place, program.Context)).RunAsync(cancel);
        }
    }
}
