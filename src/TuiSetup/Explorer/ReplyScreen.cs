using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;

namespace TuiSetup.Explorer;

/// <summary>A reply as a tree, and its ways out: as JSON, and the call as lines of other programs.</summary>
internal sealed class ReplyScreen(ExplorerSession session)
{
    private static string Help => T("Enter opens and closes a container. F6 keeps the reply as JSON, as busctl has it, as C# or as Python, or so the call that it answers: in a file, or in the terminal's clipboard where it has one (OSC 52).");

    public async Task RunAsync(DBusCall call, DBusMessage reply, TimeSpan took, CancellationToken cancel)
    {
        var tree = new ValueTree(reply.Body);
        if (reply.Body.Length == 1)
        {
            tree.Turn("/0");
        }

        using var list = new LiveList<string>(session.Screen, SafeText.Clean(T($"Reply of {call.Member}")), (T("Open"), T("Back")), tree.Rows(), Help, "F6 copy", KeyCode.F6);
        list.Note = T($"{(reply.Body.IsEmpty ? T("no values") : reply.Signature)}, {took.TotalMilliseconds:0.0} ms");
        while (true)
        {
            switch (await list.RunAsync(cancel))
            {
                case (_, KeyCode.F6):
                    await CopyAsync(call, reply, cancel);
                    break;
                case ({ } row, _):
                    tree.Turn(row.Value);
                    list.Show(tree.Rows());
                    break;
                default:
                    return;
            }
        }
    }

    private Task CopyAsync(DBusCall call, DBusMessage reply, CancellationToken cancel)
    {
        var place = session.Place;
        return CopyMenu.RunAsync(session,
        [
            (T("The reply as JSON"), () => DBusJsonWriter.Message(reply.Body)),
            (T("The reply as busctl has it"), () => BusctlWriter.Write(reply.Body)),
            (T("The reply in C#"), () => ProgramText.CSharp(reply.Body)),
            (T("The reply in Python"), () => ProgramText.Python(reply.Body)),
            (T("The call for busctl"), () => CallLines.Busctl(place, call)),
            (T("The call for gdbus"), () => CallLines.Gdbus(place, call)),
            (T("The call in C#"), () => CallLines.CSharp(call)),
            (T("The call in Python"), () => CallLines.Python(place, call)),
        ], cancel);
    }
}
