using System.Globalization;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Flow;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;

namespace TuiSetup.Explorer;

/// <summary>A reply as a tree, and its ways out: as JSON, and the call as lines of other programs.</summary>
internal sealed class ReplyScreen(ExplorerSession session)
{
    private const string Help = "Enter opens and closes a container. F6 keeps the reply as JSON, or the call as a line of busctl or gdbus, as C# or as Python: in a file, or in the terminal's clipboard where it has one (OSC 52).";

    public async Task RunAsync(DBusCall call, DBusMessage reply, TimeSpan took, CancellationToken cancel)
    {
        var tree = new ValueTree(reply.Body);
        if (reply.Body.Length == 1)
        {
            tree.Turn("/0");
        }

        using var list = new LiveList<string>(session.Screen, SafeText.Clean($"Reply of {call.Member}"), ("Open", "Back"), tree.Rows(), Help, "F6 copy", KeyCode.F6);
        list.Note = string.Create(CultureInfo.InvariantCulture, $"{(reply.Body.IsEmpty ? "no values" : reply.Signature)}, {took.TotalMilliseconds:0.0} ms");
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

    private async Task CopyAsync(DBusCall call, DBusMessage reply, CancellationToken cancel)
    {
        var place = session.Place;
        var forms = new (string Name, Func<string> Make)[]
        {
            ("The reply as JSON", () => DBusJsonWriter.Message(reply.Body)),
            ("The call for busctl", () => CallLines.Busctl(place, call)),
            ("The call for gdbus", () => CallLines.Gdbus(place, call)),
            ("The call in C#", () => CallLines.CSharp(call)),
            ("The call in Python", () => CallLines.Python(place, call)),
        };
        if (await session.Ui.ChooseAsync(new ListQuestion("Copy", "", [.. forms.Select(form => form.Name)], "Take", "Cancel"), cancel) is not { } chosen
            || await session.AskAsync("Writing...", _ => Task.FromResult(forms[chosen].Make()), cancel) is not { } text)
        {
            return;
        }

        switch (await session.Ui.DecideAsync(new Decision("Copy", string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters. Where to?"), "Show", "Clipboard", "File"), cancel))
        {
            case 0:
                await session.Ui.ShowAsync(forms[chosen].Name, text.Length > ShownText ? text[..ShownText] + "..." : text, cancel);
                break;
            case 1:
                session.Screen.Copy(text);
                break;
            case 2 when await session.Screen.EntryAsync("File", "Write it to the file:", "", cancel) is { Length: > 0 } file:
                await WriteAsync(file, text, cancel);
                break;
        }
    }

    /// <summary>Characters that are shown; a file takes all.</summary>
    private const int ShownText = 100_000;

    private async Task WriteAsync(string file, string text, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllTextAsync(file, text + "\n", cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            await session.Ui.TellAsync("It was not written", SafeText.Clean(unwritable.Message), cancel);
        }
    }
}
