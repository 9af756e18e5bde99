using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Newt.Snack;

internal static class SnackCases
{
    private static readonly string[] Channels = ["left", "right", "middle", "rear", "side"];

    private static readonly SnackCase[] All =
    [
        new(
            "A question has three buttons",
            """
            res = str(ButtonChoiceWindow(s, "Tape", "Which side of the tape is to be played first, and at which of its two speeds?", ["First", "Second", "Neither"]))
            """,
            async screen => (await screen.ButtonChoice("Tape", "Which side of the tape is to be played first, and at which of its two speeds?", new() { Buttons = ["First", "Second", "Neither"] }, screen.Gone)).Value!.ToLowerInvariant(),
            "Tab Tab Shift-Tab Right Right Left Right Enter"),
        new(
            "F12 leaves a question without a button",
            """
            res = str(ButtonChoiceWindow(s, "Tape", "Stop?"))
            """,
            async screen => (await screen.ButtonChoice("Tape", "Stop?", null, screen.Gone)).Button?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "None",
            "Tab F12"),
        new(
            "A list scrolls, jumps by letter, and Enter takes its row",
            """
            r = ListboxChoiceWindow(s, "Channel", "Take one of the channels", [(c, c) for c in ["left", "right", "middle", "rear", "side"]], scroll=1, height=3, default=1)
            res = str(r[0]) + " " + str(r[1])
            """,
            async screen =>
            {
                var reply = await screen.ListboxChoice("Channel", "Take one of the channels", Rows(Channels), 1, new() { Height = 3 }, screen.Gone);
                return $"{(reply.Button is null ? "None" : "ok")} {reply.Value}";
            },
            "Down Down Up r PgDn PgUp Home s l End Tab Shift-Tab Enter"),
        new(
            "A button below a list takes its row too",
            """
            r = ListboxChoiceWindow(s, "Channel", "Take one", [(c, c) for c in ["left", "right", "middle"]])
            res = str(r[0]) + " " + str(r[1])
            """,
            async screen =>
            {
                var reply = await screen.ListboxChoice("Channel", "Take one", Rows(Channels[..3]), 0, null, screen.Gone);
                return $"{(reply.Button == 1 ? "cancel" : "?")} {reply.Value}";
            },
            "Down Tab Tab Enter"),
        new(
            "Lines to type in",
            """
            r = EntryWindow(s, "Label", "What is on the tape?", [("Name of it", "Overture"), "Length", ("Secret", Entry(20, "", password=1)), ("Unseen", Entry(20, "", hidden=1))])
            res = str(r[0]) + " " + "|".join(r[1])
            """,
            async screen =>
            {
                var reply = await screen.EntryWindow(
                    "Label",
                    "What is on the tape?",
                    [new("Name of it", "Overture"), new("Length"), new("Secret", "", EntryMode.Password), new("Unseen", "", EntryMode.Hidden)],
                    null,
                    screen.Gone);
                return $"{(reply.IsOk ? "ok" : "cancel")} {string.Join('|', reply.Value)}";
            },
            "End s Home Delete o Enter 12:30 Ctrl-A Ctrl-K 7 Tab pass Left Left Backspace Enter un Enter Enter"),
        new(
            "Windows stand on a stack above root text",
            """
            s.drawRootText(0, 0, "Tapes"); s.drawRootText(-8, 0, "side one"); s.pushHelpLine("first help")
            s.openWindow(5, 3, 30, 8, "Lower")
            s.pushHelpLine("second help")
            res = ButtonChoiceWindow(s, "Upper", "Over the lower one", ["Ok"])
            s.popHelpLine()
            res = res + ButtonChoiceWindow(s, "Again", "The lower one is still there", ["Ok"], x=40, y=12)
            s.popWindow(); s.popHelpLine()
            res = res + ButtonChoiceWindow(s, "Last", "The lower one is gone", ["Ok"])
            """,
            async screen =>
            {
                var ok = new DialogOptions { Buttons = ["Ok"] };
                screen.DrawRootText(0, 0, "Tapes");
                screen.DrawRootText(-8, 0, "side one");
                using (screen.PushHelpLine("first help"))
                using (screen.OpenWindow(new WindowOptions { Title = "Lower", Place = _ => (5, 3), Arrange = _ => new Placement(30, 8) }))
                {
                    using (screen.PushHelpLine("second help"))
                    {
                        await screen.ButtonChoice("Upper", "Over the lower one", ok, screen.Gone);
                    }

                    await screen.ButtonChoice("Again", "The lower one is still there", ok with { Place = (40, 12) }, screen.Gone);
                }

                await screen.ButtonChoice("Last", "The lower one is gone", ok, screen.Gone);
                return "okokok";
            },
            "Enter Enter Enter"),
        new(
            "A form of buttons that stay where they are put",
            """
            r = RadioBar(s, [("Mono", "m", 1), ("Stereo", "s", 0), ("Four channels", "f", 0)]); c = Checkbox("Repeat", 0); d = Checkbox("Never", 1); d.setFlags(FLAG_DISABLED, FLAGS_SET)
            sc = Scale(20, 100); sc.set(40); l = Label("Sound"); bb = ButtonBar(s, ["Next", "Back"], compact=1)
            g = GridForm(s, "Play", 1, 6); g.add(l, 0, 0); g.add(r, 0, 1); g.add(c, 0, 2, anchorLeft=1); g.add(d, 0, 3, anchorLeft=1); g.add(sc, 0, 4, (0, 1, 0, 1)); g.add(bb, 0, 5, growx=1)
            x = g.runOnce(); res = bb.buttonPressed(x) + r.getSelection() + str(c.value()) + str(d.value())
            """,
            async screen =>
            {
                var (radio, repeat, never) = (new RadioBar<string>([new("m", "Mono"), new("s", "Stereo"), new("f", "Four channels")]), new Checkbox("Repeat"), new Checkbox("Never", true) { IsEnabled = false });
                Button[] buttons = [new("Next"), new("Back")];
                var grid = new Grid(1, 6).Set(0, 0, new Label("Sound")).Set(0, 1, radio).Set(0, 2, repeat, anchor: Anchor.Left).Set(0, 3, never, anchor: Anchor.Left)
                    .Set(0, 4, new Scale(20, 100) { Value = 40 }, top: 1, bottom: 1).Set(0, 5, Grid.ButtonBar(buttons), grow: Grow.X);
                using var window = screen.OpenWindow(new WindowOptions { Title = "Play", Arrange = _ => grid });
                var exit = await window.RunAsync(screen.Gone);
                return $"{(exit.Widget == buttons[1] ? "back" : "next")}{radio.Selected}{(repeat.Value ? 1 : 0)}{(never.Value ? 1 : 0)}";
            },
            "Down Space Down Down Space Up Down Down Right Left Right Enter"),
        new(
            "Rows of a list with a border are selected",
            """
            l = Listbox(6, scroll=0, returnExit=0, multiple=1, border=1)
            for i in ["left", "right", "middle", "rear"]: l.append(i, i)
            bb = ButtonBar(s, ["Ok"]); g = GridForm(s, "Channels", 1, 2); g.add(l, 0, 0); g.add(bb, 0, 1); r = g.runOnce(); res = " ".join(l.getSelection())
            """,
            async screen =>
            {
                var list = new Listbox<string>(Rows(Channels[..4]), 6, border: true) { Multiple = true };
                var grid = new Grid(1, 2).Set(0, 0, list).Set(0, 1, Grid.ButtonBar(new BoxButton("Ok")));
                using var window = screen.OpenWindow(new WindowOptions { Title = "Channels", Arrange = _ => grid });
                await window.RunAsync(screen.Gone);
                return string.Join(' ', list.Selected);
            },
            "Space Down Space Up Up Space Tab Enter")
        {
            Better = ("newt leaves the first character of the marked row unmarked when the list has a border", [Aspect.Looks]),
        },
        new(
            "Hot keys end a form, and so do its own keys",
            """
            g = GridForm(s, "Keys", 1, 1); g.add(Label("Press F2"), 0, 0); g.addHotKey("F2")
            res = g.run(); s.popWindow()
            """,
            async screen =>
            {
                using var window = screen.OpenWindow(new WindowOptions { Title = "Keys", Arrange = _ => new Label("Press F2"), HotKeys = [TuiSetup.Newt.Keys.KeyCode.F12, TuiSetup.Newt.Keys.KeyCode.F2] });
                return (await window.RunAsync(screen.Gone)).HotKey!.Value.Code.ToString();
            },
            "x Down F2"),
        new(
            "Other colours, set by the program",
            """
            s.setColor("ROOT", "white", "black"); s.setColor("WINDOW", "white", "blue"); s.setColor("BORDER", "yellow", "blue"); s.setColor("TEXTBOX", "white", "blue")
            res = ButtonChoiceWindow(s, "Colours", "a changed palette", ["Ok"])
            """,
            async screen =>
            {
                screen.Theme = screen.Theme.With(Role.Root, new(15, 0)).With(Role.Window, new(15, 4)).With(Role.Border, new(11, 4)).With(Role.Textbox, new(15, 4));
                await screen.ButtonChoice("Colours", "a changed palette", new() { Buttons = ["Ok"] }, screen.Gone);
                return "ok";
            },
            "Enter"),
        TreeCases.Selecting,
        TreeCases.Scrolling,
        TreeCases.WithoutBoxes,
    ];

    public static IReadOnlyDictionary<string, SnackCase> ByName { get; } = All.ToDictionary(one => one.Name);

    private static List<ListItem<string>> Rows(IEnumerable<string> texts) => [.. texts.Select(text => new ListItem<string>(text, text))];
}
