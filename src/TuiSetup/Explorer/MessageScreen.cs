using System.Globalization;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Watching;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>One message with its header and its values, a reply with those of its call.</summary>
internal sealed class MessageScreen(ExplorerSession session)
{
    private static string Help => T("Enter opens and closes a container. F6 keeps the message as a line of JSON: in a file, or in the terminal's clipboard where it has one (OSC 52).");

    public async Task RunAsync(PairedMessage seen, CancellationToken cancel)
    {
        var (tree, callTree) = (new ValueTree(seen.Message.Body), new ValueTree(seen.Call?.Body ?? []));
        using var list = new LiveList<Action?>(session.Screen, SafeText.Clean($"{MessageRow.TypeOf(seen.Message.Type)} {seen.Message.Member ?? seen.Call?.Member}"), (T("Open"), T("Back")), Rows(), Help, "F6 copy", KeyCode.F6);
        while (true)
        {
            switch (await list.RunAsync(cancel))
            {
                case (null, null):
                    return;
                case (_, KeyCode.F6):
                    await CopyMenu.RunAsync(session, [(T("The message as JSON"), () => MessageJson.Line(seen))], cancel);
                    break;
                case ({ Value: { } turn }, _):
                    turn();
                    list.Show(Rows());
                    break;
            }
        }

        List<ListItem<Action?>> Rows() =>
        [
            .. Header(seen.Message).Select(row => new ListItem<Action?>(null, row)),
            .. Values(T("Values"), tree, seen.Message),
            .. seen.Call is not { } call ? []
                : (ListItem<Action?>[])
                [
                    new(null, ""),
                    new(null, T($"Answers this call, {seen.Took!.Value.TotalMilliseconds:0.000} ms after it:")),
                    .. Header(call).Select(row => new ListItem<Action?>(null, row)),
                    .. Values(T("Arguments"), callTree, call),
                ],
        ];
    }

    private static IEnumerable<ListItem<Action?>> Values(string title, ValueTree tree, DBusMessage message)
        => message.Body.IsEmpty ? [new(null, T($"{title}: none"))]
            : [new(null, $"{title}: {message.Signature}"), .. tree.Rows().Select(row => new ListItem<Action?>(() => tree.Turn(row.Value), row.Text))];

    private static IEnumerable<string> Header(DBusMessage message)
    {
        (string Name, string? Text)[] fields =
        [
            (T("Time"), message.Received == default ? null : message.Received.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
            (T("Sender"), message.Sender), (T("Destination"), message.Destination), (T("Path"), message.Path), (T("Interface"), message.Interface), (T("Member"), message.Member), (T("Error"), message.ErrorName),
        ];
        return fields.Where(field => field.Text is not null).Select(field => $"{TextWidth.Pad(field.Name, 12)} {field.Text}");
    }
}
