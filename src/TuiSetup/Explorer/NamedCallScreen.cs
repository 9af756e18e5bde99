using TuiSetup.Backends.DBus;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Explorer;

/// <summary>A call by its names alone, for services that tell nothing of themselves.</summary>
internal sealed class NamedCallScreen(ExplorerSession session)
{
    private const int Width = 50;

    private static string Help => T("The signature says the types of the arguments, such as sa{sv}; without one the service is asked. F2 lists the objects that it tells of.");

    public async Task RunAsync(string service, string path, CancellationToken cancel)
    {
        Entry[] entries = [new(service, Width), new(path, Width), new("", Width), new("", Width), new("", Width)];
        string[] labels = [T("Service"), T("Object"), T("Interface"), T("Method"), T("Signature")];
        var (next, leave) = (new Button(T("Next")), new Button(T("Back")));
        using var keys = session.Screen.PushHelpLine(T("  F1 help  <Tab> between elements  F2 objects  Esc back"));
        using var window = session.Screen.OpenWindow(new WindowOptions
        {
            Title = T("Call by name"),
            Arrange = _ =>
            {
                var rows = new Grid(2, entries.Length);
                for (var row = 0; row < entries.Length; row++)
                {
                    rows.Set(0, row, new Label(labels[row]), right: 1, anchor: Anchor.Left).Set(1, row, entries[row], anchor: Anchor.Left);
                }

                return Grid.Stacked(1, rows, Grid.SideBySide(4, next, leave)).CenterLast();
            },
            HotKeys = [KeyCode.Escape, KeyCode.F2],
            Help = _ => Help,
        });
        window.Focus(entries[service.Length == 0 ? 0 : 2]);
        while (true)
        {
            var exit = await window.RunAsync(cancel);
            if (exit.IsKey(KeyCode.F2))
            {
                entries[1].Text = BusNames.IsBusName(entries[0].Text) && await PathPicker.PickAsync(session, entries[0].Text, entries[1].Text, cancel) is { } picked ? picked : entries[1].Text;
            }
            else if (exit.Widget != next)
            {
                return;
            }
            else if (WhyNot([.. entries.Select(entry => entry.Text)]) is { } reason)
            {
                await session.TellAsync(T("Please correct"), reason, cancel);
            }
            else
            {
                var call = new DBusCall(entries[0].Text, entries[1].Text, entries[2].Text, entries[3].Text);
                var types = DBusType.ParseAll(entries[4].Text);
                var told = await MethodFinder.FindAsync(session, call, cancel);
                var isTold = told is not null && (types.IsEmpty || told.In.Select(argument => argument.Type.Signature).SequenceEqual(types.Select(type => type.Signature)));
                await new CallScreen(session).RunAsync(call, isTold ? told! : MethodFinder.Of(call.Member, types, told?.Annotations), cancel);
            }
        }
    }

    private static string? WhyNot(string[] texts)
        => !BusNames.IsBusName(texts[0]) ? T($"'{texts[0]}' is not the name of a service, such as org.freedesktop.hostname1.")
            : !BusNames.IsObjectPath(texts[1]) ? T($"'{texts[1]}' is not an object path, such as /org/freedesktop/hostname1.")
            : !BusNames.IsInterface(texts[2]) ? T($"'{texts[2]}' is not the name of an interface, such as org.freedesktop.hostname1.")
            : !BusNames.IsMember(texts[3]) ? T($"'{texts[3]}' is not the name of a method.")
            : DBusType.TryParseAll(texts[4], out _, out var reason) ? null : reason;
}
