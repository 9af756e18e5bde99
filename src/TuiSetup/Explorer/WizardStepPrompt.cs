using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Keeping;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Backends.DBus.Setting;
using TuiSetup.Newt.Dialogs;

namespace TuiSetup.Explorer;

/// <summary>Asks what a wizard cannot know of a call: what it changes, and what undoes it. Of a property that is set it knows both.</summary>
internal sealed class WizardStepPrompt(ExplorerSession session)
{
    /// <returns>The step; null when the user left.</returns>
    /// <exception cref="FormatException">What was typed is neither a property nor a call.</exception>
    public async Task<WizardStep?> AskAsync(KeptCall call, CancellationToken cancel)
    {
        if (StepWizard.IsSet(call))
        {
            return new WizardStep(call);
        }

        if (await session.Screen.EntryAsync(call.Name ?? call.Member, T("A property that is read and shown before the call, as PROPERTY, INTERFACE PROPERTY, or SERVICE OBJECT INTERFACE PROPERTY; or nothing:"), "", cancel) is not { } reads
            || await session.Screen.EntryAsync(call.Name ?? call.Member, T("The call that undoes it, as METHOD [SIGNATURE ARGUMENTS], or as a line of busctl. With nothing it cannot be undone, and the plan says so:"), "", cancel) is not { } undo)
        {
            return null;
        }

        return new WizardStep(call, Reads(call, reads), Undo(call, undo));
    }

    private static string Reads(KeptCall call, string typed)
    {
        string[] words = ShellWords.Split(typed) switch
        {
            [] => [],
            [var property] => [call.Service, call.Path, call.Interface, property],
            [var @interface, var property] => [call.Service, call.Path, @interface, property],
            var all => [.. all],
        };
        return words is [] || (words is [var service, var path, var one, var name] && BusNames.IsBusName(service) && BusNames.IsObjectPath(path) && BusNames.IsInterface(one) && BusNames.IsMember(name))
            ? ShellWords.Join(words) : throw new FormatException(T($"'{typed}' is no property."));
    }

    private static string Undo(KeptCall call, string typed)
    {
        if (ShellWords.Split(typed) is not { Count: > 0 } words)
        {
            return "";
        }

        string[] line = words[0] is "busctl" or "tuisetup" ? [.. words.Skip(1)]
            : words[0] is "call" or "set-property" ? [.. words]
            : ["call", call.Service, call.Path, call.Interface, .. words];
        _ = CallLines.Read(ShellWords.Join(["busctl", .. line]));
        return ShellWords.Join(line);
    }
}
