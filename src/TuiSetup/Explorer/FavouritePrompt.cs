using TuiSetup.Backends.DBus.Keeping;
using TuiSetup.Flow;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Text;

namespace TuiSetup.Explorer;

/// <summary>Asks what a favourite is called and which of its arguments are asked each time, and keeps it.</summary>
internal sealed class FavouritePrompt(ExplorerSession session)
{
    private static string WhichArguments => T("Signature and arguments. ${name} in an argument is asked each time; what may be secret was replaced by such, and does not belong in the file:");

    public async Task KeepAsync(KeptCall call, CancellationToken cancel)
    {
        if (await session.Screen.EntryAsync(T("Favourite"), T("Its name:"), call.Name ?? call.Member, cancel) is not { Length: > 0 } name
            || (name != call.Name && !await MayTakeAsync(name, cancel)))
        {
            return;
        }

        for (var line = call.Line; call.Line.Length > 0;)
        {
            if (await session.Screen.EntryAsync(T("Favourite"), WhichArguments, line, cancel) is not { } typed)
            {
                return;
            }

            try
            {
                call = call.WithLine(typed);
                break;
            }
            catch (FormatException wrong)
            {
                line = typed;
                await session.TellAsync(T("Please correct"), wrong.Message, cancel);
            }
        }

        await session.StoreAsync(store =>
        {
            if (call.Name is { } before && before != name)
            {
                store.Remove(call);
            }

            store.Keep(call with { Name = name, Used = session.Screen.Time.GetUtcNow() });
            return name;
        }, cancel);
    }

    /// <summary>Whether a name is free, or the one who has it may give way.</summary>
    private async Task<bool> MayTakeAsync(string name, CancellationToken cancel)
        => await session.StoreAsync(store => store.Favourites().Where(other => other.Name == name).ToList(), cancel) is { } same
            && (same.Count == 0 || await session.Ui.DecideAsync(new Decision(T("Favourite"), SafeText.Clean(T($"There is a favourite '{name}' already.")), T("Leave it"), T("Replace it")) { Unsaid = 0 }, cancel) == 1);
}
