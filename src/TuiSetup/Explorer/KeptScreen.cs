using System.Globalization;
using TuiSetup.Backends.DBus.Keeping;
using TuiSetup.Backends.DBus.Setting;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>Favourites, and calls that were made; they run again by the form, and become steps of a wizard.</summary>
internal sealed class KeptScreen(ExplorerSession session)
{
    private static string Help => T("Enter opens a call in its form, after what it asks was asked; nothing is sent before you call. F4 changes a favourite, F6 makes a favourite of a call, F7 takes one out of the list. "
        + "F5 marks calls, in the order in which they are to run; F8 makes a wizard of them, or of the one at hand: a file for tuisetup run.\n\n"
        + "* is a favourite, the rest is the history. Both are JSON files in the state folder, which only you can read.");

    private readonly List<KeptCall> _marked = [];

    public async Task RunAsync(CancellationToken cancel)
    {
        using var list = new LiveList<KeptCall>(session.Screen, T("Favourites and history"), (T("Open"), T("Back")), [], Help, T("F4 change  F5 mark  F6 keep  F7 remove  F8 wizard"), KeyCode.F4, KeyCode.F5, KeyCode.F6, KeyCode.F7, KeyCode.F8);
        while (await ReadAsync(cancel) is { } calls)
        {
            list.Note = $"{Counts.Favourites(calls.Count(call => call.Name is not null))}, {Counts.Calls(calls.Count(call => call.Name is null))}, {session.Mode}";
            list.Show([.. calls.Select(call => new ListItem<KeptCall>(call, Row(call)))]);
            var (row, key) = await list.RunAsync(cancel);
            if ((row, key) == (null, null))
            {
                return;
            }

            if (row is { Value: var call })
            {
                await DoAsync(call, key, cancel);
            }
        }
    }

    private async Task DoAsync(KeptCall call, KeyCode? key, CancellationToken cancel)
    {
        switch (key)
        {
            case KeyCode.F4 when call.Name is not null:
            case KeyCode.F6:
                await new FavouritePrompt(session).KeepAsync(call, cancel);
                break;
            case KeyCode.F5:
                if (_marked.RemoveAll(other => IsSame(other, call)) == 0)
                {
                    _marked.Add(call);
                }

                break;
            case KeyCode.F7:
                await session.StoreAsync(store =>
                {
                    store.Remove(call);
                    return call;
                }, cancel);
                break;
            case KeyCode.F8:
                await ExportAsync(_marked.Count > 0 ? _marked : [call], cancel);
                break;
            case null:
                await OpenAsync(call, cancel);
                break;
        }
    }

    private Task<IReadOnlyList<KeptCall>?> ReadAsync(CancellationToken cancel)
        => session.StoreAsync<IReadOnlyList<KeptCall>>(store => [.. store.Favourites(), .. store.History()], cancel);

    private async Task OpenAsync(KeptCall kept, CancellationToken cancel)
    {
        var (values, secrets) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var variable in kept.Variables)
        {
            var mode = SecretNames.IsSecret(variable) ? EntryMode.Password : EntryMode.Plain;
            if (await session.Screen.EntryAsync(kept.Name ?? kept.Member, $"{variable}:", "", mode, cancel) is not { } typed)
            {
                return;
            }

            values[variable] = typed;
            if (mode == EntryMode.Password)
            {
                secrets[variable] = typed;
            }
        }

        try
        {
            var call = kept.With(values);
            await new CallScreen(session, secrets).RunAsync(call, MethodFinder.For(call, await MethodFinder.FindAsync(session, call, cancel)), cancel);
        }
        catch (FormatException wrong)
        {
            await session.TellAsync(T("It cannot be called"), wrong.Message, cancel);
        }
    }

    private async Task ExportAsync(IReadOnlyList<KeptCall> calls, CancellationToken cancel)
    {
        try
        {
            var steps = new List<WizardStep>();
            foreach (var call in calls)
            {
                if (await new WizardStepPrompt(session).AskAsync(call, cancel) is not { } step)
                {
                    return;
                }

                steps.Add(step);
            }

            _ = StepWizard.Json("check", steps);
            await WizardPrompt.SaveAsync(session, name => StepWizard.Json(name, steps), cancel);
        }
        catch (FormatException wrong)
        {
            await session.TellAsync(T("As a wizard"), wrong.Message, cancel);
        }
    }

    private string Row(KeptCall call)
    {
        var mark = _marked.FindIndex(other => IsSame(other, call)) is >= 0 and var index ? string.Create(CultureInfo.InvariantCulture, $"{index + 1} ") : "";
        var what = call.Name is { } name ? $"* {name}  " : $"  {call.Used.ToLocalTime().ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}  ";
        var bus = call.Place == session.Place ? "" : $"  [{call.Place}]";
        return SafeText.Clean($"{mark}{what}{call.Interface}.{call.Member} {call.Line}  {call.Path} {call.Service}{bus}");
    }

    private static bool IsSame(KeptCall one, KeptCall other) => one.Name == other.Name && one.IsSame(other);
}
