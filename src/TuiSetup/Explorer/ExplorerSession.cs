using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Flow;
using TuiSetup.Newt;
using TuiSetup.Newt.Text;
using TuiSetup.Pages;

namespace TuiSetup.Explorer;

/// <summary>What the explorer's screens share: a bus, and what the user lets it do there.</summary>
internal sealed class ExplorerSession(WindowUi ui, IBus bus, BusPlace place)
{
    /// <summary>Looking starts nothing, and waits for nobody long.</summary>
    public static ExploreOptions Looking { get; } = new() { Timeout = TimeSpan.FromSeconds(5) };

    public WindowUi Ui => ui;

    public NewtScreen Screen => ui.Screen;

    public IBus Bus => bus;

    public BusPlace Place => place;

    /// <summary>Whether nothing may be changed; so it is until the user says otherwise.</summary>
    public bool IsReadOnly { get; private set; } = true;

    /// <summary>What stands in titles as long as that holds.</summary>
    public string Mode => IsReadOnly ? "read-only" : "can change things";

    /// <summary>Turns it over.</summary>
    public async Task ToggleAsync(CancellationToken cancel)
    {
        if (!IsReadOnly)
        {
            IsReadOnly = true;
        }
        else
        {
            await MayChangeAsync("", cancel);
        }
    }

    /// <summary>Whether something may be changed; asks the user while it is read-only.</summary>
    public async Task<bool> MayChangeAsync(string what, CancellationToken cancel)
    {
        if (IsReadOnly && await ui.DecideAsync(new Decision("Read-only", $"{what}The explorer is read-only: nothing is called or set. Turn that off?", "Stay read-only", "Turn it off") { Unsaid = 0 }, cancel) == 1)
        {
            IsReadOnly = false;
        }

        return !IsReadOnly;
    }

    /// <summary>Tells why something did not work.</summary>
    public Task TellAsync(DBusException refused, CancellationToken cancel) => ui.TellAsync(refused.Name ?? "It failed", SafeText.Clean(refused.Message), cancel);

    /// <summary>Asks the bus while the screen goes on; null when it was refused, which has been told, or cancelled.</summary>
    public async Task<T?> AskAsync<T>(string text, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
        where T : class
    {
        try
        {
            return await ui.BusyAsync(text, (_, stop) => work(stop), cancel);
        }
        catch (DBusException refused)
        {
            await TellAsync(refused, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The user did not want to wait.
        }

        return null;
    }
}
