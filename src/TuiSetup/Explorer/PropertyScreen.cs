using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Setting;
using TuiSetup.Flow;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;

namespace TuiSetup.Explorer;

/// <summary>A property: its value as a tree, and a new one for it.</summary>
internal sealed class PropertyScreen(ExplorerSession session, string service, string path, DescribedInterface one)
{
    private const int ShownValue = 300;

    private static string Help => T("Enter opens and closes a container. F5 reads it again, F7 sets it, after what it was and will be has been shown. F8 makes a wizard that sets it to what it is now: a file for tuisetup run, which can be edited, and undone once it ran.");

    public async Task RunAsync(DescribedProperty property, CancellationToken cancel)
    {
        var tree = Tree(property);
        using var list = new LiveList<string>(session.Screen, SafeText.Clean(property.Info.Name), (T("Open"), T("Back")), tree.Rows(), Help, T("F5 again  F7 set  F8 as a wizard"), KeyCode.F5, KeyCode.F7, KeyCode.F8);
        while (true)
        {
            list.Note = SafeText.Clean(property.Error is { } error ? $"{error.Name}: {error.Message}" : $"{property.Info.Type}  {string.Join(' ', MemberFlags.Of(property.Info, one.Info))}{(property.Info.CanWrite ? "  F7 set" : "")}");
            switch (await list.RunAsync(cancel))
            {
                case (_, KeyCode.F7) when property.Info.CanWrite && !await SetAsync(property, cancel):
                    continue;
                case (_, KeyCode.F8):
                    await ExportAsync(property, cancel);
                    break;
                case (_, KeyCode.F5 or KeyCode.F7):
                    property = await ReadAsync(property, cancel) ?? property;
                    tree = Tree(property);
                    break;
                case ({ } row, null):
                    tree.Turn(row.Value);
                    break;
                default:
                    return;
            }

            list.Show(tree.Rows());
        }
    }

    private static ValueTree Tree(DescribedProperty property)
    {
        var tree = new ValueTree(property.Value is { } value ? [value] : []);
        tree.Turn("/0");
        return tree;
    }

    private Task<DescribedProperty?> ReadAsync(DescribedProperty property, CancellationToken cancel)
        => session.AskAsync(T("Reading it..."), stop => new ObjectReader(session.Bus, service, ExplorerSession.Looking).ReadAsync(path, one.Info.Name, property.Info, stop), cancel);

    private async Task ExportAsync(DescribedProperty property, CancellationToken cancel)
    {
        if (property is not { Value: { } value, Info.CanWrite: true })
        {
            await session.Ui.TellAsync(T("As a wizard"), T("A wizard can set what can be read and written alone."), cancel);
            return;
        }

        await WizardPrompt.SaveAsync(session, name => PropertyWizard.Json(name, (service, path, one.Info.Name, property.Info.Name), value), cancel);
    }

    private async Task<bool> SetAsync(DescribedProperty property, CancellationToken cancel)
    {
        if (!await session.MayChangeAsync("", cancel)
            || await new ValueEditor(session, service).EditAsync(property.Info.Type, property.Value ?? EmptyValue.Of(property.Info.Type), cancel) is not { } wanted)
        {
            return false;
        }

        var text = $"- {(property.Value is { } now ? ShortValue.Of(now, ShownValue) : T("(not known)"))}\n+ {ShortValue.Of(wanted, ShownValue)}";
        if (await session.Ui.DecideAsync(new Decision(SafeText.Clean(T($"Set {property.Info.Name}?")), SafeText.Clean(text), T("Cancel"), "Set") { Unsaid = 0 }, cancel) != 1)
        {
            return false;
        }

        var call = new DBusCall(service, path, BusNames.Properties, "Set", DBusValue.Of(one.Info.Name), DBusValue.Of(property.Info.Name), DBusValue.Variant(wanted)) { AllowInteractiveAuthorization = true };
        await session.RememberAsync(call, MethodFinder.Of("Set", [.. call.Arguments.Select(argument => DBusType.Parse(argument.Signature))], property.Info.Annotations), null, cancel);
        return await session.AskAsync(T("Setting it..."), stop => session.Bus.CallAsync(call, stop), cancel) is not null;
    }
}
