using System.Collections.Immutable;
using TuiSetup.Backends;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.Backends.DBus.Keeping;
using TuiSetup.Core.Problems;
using TuiSetup.Flow;
using TuiSetup.Newt;
using TuiSetup.Newt.Text;
using TuiSetup.Pages;

namespace TuiSetup.Explorer;

/// <summary>What the explorer's screens share: a bus, and what the user lets it do there.</summary>
internal sealed class ExplorerSession(WindowUi ui, IBus bus, BusPlace place, BackendContext context)
{
    private readonly CallStore _store = new(context.StateFolder);
    private bool _hasHistory = true;

    /// <summary>Looking starts nothing, and waits for nobody long.</summary>
    public static ExploreOptions Looking { get; } = new() { Timeout = TimeSpan.FromSeconds(5), ManagerTimeout = TimeSpan.FromSeconds(60) };

    public WindowUi Ui => ui;

    public NewtScreen Screen => ui.Screen;

    public IBus Bus => bus;

    public BusPlace Place => place;

    /// <summary>The environment, to connect once more.</summary>
    public BackendContext Context => context;

    /// <summary>Whether nothing may be changed; so it is until the user says otherwise.</summary>
    public bool IsReadOnly { get; private set; } = true;

    /// <summary>What stands in titles as long as that holds.</summary>
    public string Mode => IsReadOnly ? T("read-only") : T("can change things");

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
        if (IsReadOnly && await ui.DecideAsync(new Decision(T("Read-only"), T($"{what}The explorer is read-only: nothing is called or set. Turn that off?"), T("Stay read-only"), T("Turn it off")) { Unsaid = 0 }, cancel) == 1)
        {
            IsReadOnly = false;
        }

        return !IsReadOnly;
    }

    /// <summary>Tells something that may come from outside.</summary>
    public Task TellAsync(string title, string text, CancellationToken cancel) => ui.TellAsync(SafeText.Clean(title), SafeText.Clean(text), cancel);

    /// <summary>A call as files may have it: without what may be secret.</summary>
    public KeptCall Kept(DBusCall call, IntrospectedMethod method, IReadOnlyDictionary<string, string>? secrets)
        => KeptCall.Of(
            place, call, [.. method.In.Select(argument => argument.Name)], MemberFlags.Of(method).Contains("sensitive"), secrets ?? ImmutableDictionary<string, string>.Empty, Screen.Time.GetUtcNow());

    /// <summary>Keeps a call in the history. Where that cannot be written it is told once, and no call fails by it.</summary>
    public async Task RememberAsync(DBusCall call, IntrospectedMethod method, IReadOnlyDictionary<string, string>? secrets, CancellationToken cancel)
    {
        var kept = Kept(call, method, secrets);
        _hasHistory = _hasHistory && await StoreAsync(store =>
        {
            store.Remember(kept);
            return kept;
        }, cancel) is not null;
    }

    /// <summary>Reads or writes what is kept, off the screen's thread; null when that failed, which has been told.</summary>
    public async Task<T?> StoreAsync<T>(Func<CallStore, T> work, CancellationToken cancel)
        where T : class
    {
        try
        {
            return await AskAsync(Texts.T("Reading what is kept..."), _ => Task.FromResult(work(_store)), cancel);
        }
        catch (ProblemException wrong)
        {
            await TellAsync(Texts.T("It cannot be read"), string.Join('\n', wrong.Problems), cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            await TellAsync(Texts.T("It was not kept"), unwritable.Message, cancel);
        }

        return null;
    }

    /// <summary>Tells why something did not work.</summary>
    public Task TellAsync(DBusException refused, CancellationToken cancel) => ui.TellAsync(refused.Name ?? T("It failed"), SafeText.Clean(refused.Message), cancel);

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
