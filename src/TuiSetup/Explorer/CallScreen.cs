using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Flow;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.Pages;

namespace TuiSetup.Explorer;

/// <summary>A form made from a method's signature, with the lines of busctl and gdbus that make the same call.</summary>
internal sealed class CallScreen(ExplorerSession session)
{
    private const int RowsOfLines = 4, RowsBesideFields = 9, LongestWait = 3600;

    /// <summary>Methods that every object has and that change nothing.</summary>
    private static readonly (string, string)[] Harmless =
    [
        ("org.freedesktop.DBus.Properties", "Get"), ("org.freedesktop.DBus.Properties", "GetAll"), ("org.freedesktop.DBus.Introspectable", "Introspect"),
        ("org.freedesktop.DBus.Peer", "Ping"), ("org.freedesktop.DBus.Peer", "GetMachineId"), ("org.freedesktop.DBus.ObjectManager", "GetManagedObjects"),
    ];

    /// <summary>Asks for a line of busctl, and opens its form.</summary>
    public async Task PasteAsync(CancellationToken cancel)
    {
        if (await ReadLineAsync(cancel) is { } call)
        {
            var arguments = call.Arguments.Select(value => new IntrospectedArgument("", DBusType.Parse(value.Signature)));
            await RunAsync(call, new IntrospectedMethod(call.Member, [.. arguments], [], ImmutableDictionary<string, string>.Empty), cancel);
        }
    }

    /// <param name="call">The method, and arguments to begin with.</param>
    /// <param name="method">What it takes.</param>
    /// <param name="cancel">Takes the form away.</param>
    public async Task RunAsync(DBusCall call, IntrospectedMethod method, CancellationToken cancel)
    {
        List<ArgumentField> fields = [.. method.In.Select(argument => new ArgumentField(SafeText.Clean(argument.Name), argument.Type))];
        Fill(fields, call.Arguments);
        var (timeout, lines) = (new Entry("25", 6), Textbox.Fixed("", 66, RowsOfLines, scroll: true, wrap: true));
        var (send, paste, leave) = (new Button("Call"), new Button("Paste"), new Button("Back"));
        using var keys = session.Screen.PushHelpLine("  F1 help  <Tab> between elements  Esc back");
        using var window = session.Screen.OpenWindow(new WindowOptions
        {
            Title = SafeText.Clean($"{call.Interface}.{call.Member}"),
            Arrange = size =>
            {
                var rows = new Grid(2, fields.Count + 1);
                for (var row = 0; row < fields.Count; row++)
                {
                    rows.Set(0, row, fields[row].Label, right: 1, anchor: Anchor.Left).Set(1, row, fields[row].Widget, anchor: Anchor.Left);
                }

                rows.Set(0, fields.Count, new Label("Seconds to wait"), right: 1, anchor: Anchor.Left).Set(1, fields.Count, timeout, anchor: Anchor.Left);
                return Grid.Stacked(1, new Panel(rows, Math.Max(3, PageMetrics.Rows(size) - RowsBesideFields)), lines, Grid.SideBySide(4, send, paste, leave)).CenterLast();
            },
            HotKeys = [KeyCode.Escape],
            Help = _ => "Enter in a button with a value opens its parts. Paste fills the form from a line of busctl. The lines below make the same call."
                + (MemberFlags.IsPrivileged(method.Annotations) ? "\n\nThe service says that this method needs privilege." : "")
                + (MemberFlags.IsDeprecated(method.Annotations) ? "\n\nThe service says that this method is deprecated." : ""),
        });
        Follow();
        while (true)
        {
            ShowLines();
            var exit = await window.RunAsync(cancel);
            if (exit.Widget == send)
            {
                await CallAsync(call, fields, timeout.Text, cancel);
            }
            else if (exit.Widget == paste)
            {
                Fill(fields, await ReadLineAsync(cancel) is { } read ? read.Arguments : []);
                window.Arrange();
            }
            else if (fields.Find(field => field.Widget == exit.Widget) is { IsContainer: true } container)
            {
                container.Fill(await new ValueEditor(session).EditAsync(container.Type, container.Read(), cancel) ?? container.Read());
                window.Arrange();
                window.Focus(container.Widget);
            }
            else
            {
                return;
            }
        }

        void Follow()
        {
            foreach (var field in fields)
            {
                field.Widget.Changed += ShowLines;
            }
        }

        void ShowLines()
        {
            try
            {
                var made = call with { Arguments = [.. fields.Select(field => field.Read())] };
                lines.Text = $"{CallLines.Busctl(session.Place, made)}\n{CallLines.Gdbus(session.Place, made)}";
            }
            catch (FormatException wrong)
            {
                lines.Text = wrong.Message;
            }
        }
    }

    private static void Fill(List<ArgumentField> fields, ImmutableArray<DBusValue> values)
    {
        foreach (var (field, value) in fields.Zip(values))
        {
            field.Fill(value);
        }
    }

    private async Task<DBusCall?> ReadLineAsync(CancellationToken cancel)
    {
        if (await session.Screen.EntryAsync("Paste", "A line of busctl (call, get-property, set-property):", "", cancel) is not { Length: > 0 } line)
        {
            return null;
        }

        try
        {
            return CallLines.Read(line);
        }
        catch (FormatException wrong)
        {
            await session.Ui.TellAsync("It cannot be read", SafeText.Clean(wrong.Message), cancel);
            return null;
        }
    }

    private async Task CallAsync(DBusCall call, List<ArgumentField> fields, string seconds, CancellationToken cancel)
    {
        DBusCall made;
        try
        {
            made = call with
            {
                Arguments = [.. fields.Select(field => field.Read())],
                AllowInteractiveAuthorization = true,
                AutoStart = !session.IsReadOnly,
                Timeout = double.TryParse(seconds, CultureInfo.InvariantCulture, out var wait) && wait is > 0 and <= LongestWait
                    ? TimeSpan.FromSeconds(wait) : throw new FormatException($"'{seconds}' is no time to wait: 1 to {LongestWait} seconds."),
            };
        }
        catch (FormatException wrong)
        {
            await session.Ui.TellAsync("Please correct", SafeText.Clean(wrong.Message), cancel);
            return;
        }

        if (!Harmless.Contains((call.Interface ?? "", call.Member)) && !await session.MayChangeAsync("", cancel))
        {
            return;
        }

        var began = session.Screen.Time.GetTimestamp();
        if (await session.AskAsync("Waiting for the reply...", stop => session.Bus.CallAsync(made, stop), cancel) is { } reply)
        {
            await new ReplyScreen(session).RunAsync(made, reply, session.Screen.Time.GetElapsedTime(began), cancel);
        }
    }
}
