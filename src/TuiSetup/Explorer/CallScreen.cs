using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Explorer;

/// <summary>A form made from a method's signature, with the lines of busctl and gdbus that make the same call.</summary>
/// <param name="session">Whose bus it is.</param>
/// <param name="secrets">Secrets that were typed for the call already, by the variables that stand for them where it is kept.</param>
internal sealed class CallScreen(ExplorerSession session, IReadOnlyDictionary<string, string>? secrets = null)
{
    private const int RowsOfLines = 4;

    private static string Help => T("Enter in a button with a value opens its parts, F2 lists the object paths that the service has. Paste fills the form from a line of busctl or gdbus. The lines below make the same call. "
        + "Keep makes a favourite of it. Calls are kept in the history, without what is called like a secret; F8 calls and keeps nothing.");

    /// <summary>Methods that every object has and that change nothing.</summary>
    private static readonly (string, string)[] Harmless =
    [
        ("org.freedesktop.DBus.Properties", "Get"), ("org.freedesktop.DBus.Properties", "GetAll"), ("org.freedesktop.DBus.Introspectable", "Introspect"),
        ("org.freedesktop.DBus.Peer", "Ping"), ("org.freedesktop.DBus.Peer", "GetMachineId"), ("org.freedesktop.DBus.ObjectManager", "GetManagedObjects"),
    ];

    /// <summary>Asks for a line of busctl or gdbus, and opens its form.</summary>
    public async Task PasteAsync(CancellationToken cancel)
    {
        if (await ReadLineAsync(cancel) is var (call, method))
        {
            await RunAsync(call, method, cancel);
        }
    }

    /// <param name="call">The method, and arguments to begin with.</param>
    /// <param name="method">What it takes.</param>
    /// <param name="cancel">Takes the form away.</param>
    public async Task RunAsync(DBusCall call, IntrospectedMethod method, CancellationToken cancel)
    {
        var form = new CallForm(call, method);
        var lines = Textbox.Fixed("", 66, RowsOfLines, scroll: true, wrap: true);
        var (send, paste, keep, leave) = (new Button(T("Call")), new Button(T("Paste")), new Button(T("Keep")), new Button(T("Back")));
        using var keys = session.Screen.PushHelpLine(T("  F1 help  <Tab> between elements  F2 paths  F8 keep nothing  Esc back"));
        using var window = session.Screen.OpenWindow(new WindowOptions
        {
            Title = SafeText.Clean($"{call.Interface}.{call.Member}"),
            Arrange = size => Grid.Stacked(1, form.Panel(size), lines, Grid.SideBySide(4, send, paste, keep, leave)).CenterLast(),
            HotKeys = [KeyCode.Escape, KeyCode.F2, KeyCode.F8],
            Help = _ => Help
                + (MemberFlags.IsPrivileged(method.Annotations) ? T("\n\nThe service says that this method needs privilege.") : "")
                + (MemberFlags.IsDeprecated(method.Annotations) ? T("\n\nThe service says that this method is deprecated.") : ""),
        });
        form.Changed += ShowLines;
        while (true)
        {
            ShowLines();
            var exit = await window.RunAsync(cancel);
            if (exit.Widget == send || exit.IsKey(KeyCode.F8))
            {
                await CallAsync(form, method, isKept: exit.Widget == send, cancel);
            }
            else if (exit.Widget == paste)
            {
                form.Fill(await ReadLineAsync(cancel) is var (read, _) ? read.Arguments : []);
                window.Arrange();
            }
            else if (exit.Widget == keep)
            {
                await KeepAsync(form, method, cancel);
            }
            else if (exit.IsKey(KeyCode.F2))
            {
                await PickAsync(call.Destination, form.FieldOf(window.Focused), cancel);
            }
            else if (form.FieldOf(exit.Widget) is { IsContainer: true } container)
            {
                container.Fill(await new ValueEditor(session, call.Destination).EditAsync(container.Type, container.Read(), cancel) ?? container.Read());
                window.Arrange();
                window.Focus(container.Widget);
            }
            else
            {
                return;
            }
        }

        void ShowLines()
        {
            try
            {
                var made = form.Read();
                lines.Text = SafeText.Clean($"{CallLines.Busctl(session.Place, made)}\n{CallLines.Gdbus(session.Place, made)}");
            }
            catch (FormatException wrong)
            {
                lines.Text = SafeText.Clean(wrong.Message);
            }
        }
    }

    private async Task PickAsync(string service, ArgumentField? field, CancellationToken cancel)
    {
        if (field is not { Type.Code: 'o', Widget: Entry entry })
        {
            await session.TellAsync(T("Paths"), T("Go to a field of type o first: it takes an object path."), cancel);
        }
        else if (await PathPicker.PickAsync(session, service, entry.Text, cancel) is { } path)
        {
            entry.Text = path;
        }
    }

    private async Task<(DBusCall Call, IntrospectedMethod Method)?> ReadLineAsync(CancellationToken cancel)
    {
        if (await session.Screen.EntryAsync(T("Paste"), T("A line of busctl (call, get-property, set-property) or gdbus (call):"), "", cancel) is not { Length: > 0 } line)
        {
            return null;
        }

        try
        {
            var pasted = PastedLine.Read(line);
            var told = await MethodFinder.FindAsync(session, pasted.Call, cancel);
            var call = pasted.With(told?.In.Select(argument => argument.Type).ToImmutableArray());
            return (call, MethodFinder.For(call, told));
        }
        catch (FormatException wrong)
        {
            await session.TellAsync(T("It cannot be read"), wrong.Message, cancel);
            return null;
        }
    }

    private async Task CallAsync(CallForm form, IntrospectedMethod method, bool isKept, CancellationToken cancel)
    {
        DBusCall made;
        try
        {
            made = form.ReadAll();
        }
        catch (FormatException wrong)
        {
            await session.TellAsync(T("Please correct"), wrong.Message, cancel);
            return;
        }

        if (!Harmless.Contains((made.Interface ?? "", made.Member)) && !await session.MayChangeAsync("", cancel))
        {
            return;
        }

        made = made with { AutoStart = !session.IsReadOnly };
        if (isKept)
        {
            await session.RememberAsync(made, method, secrets, cancel);
        }

        var began = session.Screen.Time.GetTimestamp();
        if (await session.AskAsync(T("Waiting for the reply..."), stop => session.Bus.CallAsync(made, stop), cancel) is { } reply)
        {
            await new ReplyScreen(session).RunAsync(made, reply, session.Screen.Time.GetElapsedTime(began), cancel);
        }
    }

    private async Task KeepAsync(CallForm form, IntrospectedMethod method, CancellationToken cancel)
    {
        try
        {
            await new FavouritePrompt(session).KeepAsync(session.Kept(form.Read(), method, secrets), cancel);
        }
        catch (FormatException wrong)
        {
            await session.TellAsync(T("Please correct"), wrong.Message, cancel);
        }
    }
}
