using TuiSetup.Newt;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Tests.Newt.Snack;

/// <summary>Trees of check boxes.</summary>
internal static class TreeCases
{
    private static readonly TreeItem<string>[] Shelves =
    [
        new("Music", "Music")
        {
            Children =
            [
                new("opera", "opera"), new("S1", "symphony") { IsSelected = true },
                new("songs", "songs") { Children = [new("old", "old songs"), new("new", "new songs")] },
            ],
        },
        new("Speech", "Speech") { Children = [new("talk", "a long talk")] },
        new("blank", "blank tape"),
    ];

    public static SnackCase Selecting { get; } = Case(
        "A tree opens, and its leaves and branches are selected", 8, hideBox: false,
        "Space Space Space Down Space Down Space Up Up Up - + End * - Home Space Down + Tab Enter");

    public static SnackCase Scrolling { get; } = Case(
        "A tree higher than its place scrolls", 3, hideBox: false, "Space Down Down Down Down Down Up Up Up Up Home End Up Space Up Space Tab F12");

    public static SnackCase WithoutBoxes { get; } = Case(
        "A tree without boxes shows what is selected by its looks", 7, hideBox: true, "Space Space Space Down Tab Enter");

    private static SnackCase Case(string name, int height, bool hideBox, string keys) => new(
        name,
        $"""
        t = CheckboxTree(height={height}, scroll=1, hide_checkbox={(hideBox ? 1 : 0)})
        e = snackArgs["append"]
        t.append("Music"); t.addItem("opera", (0, e)); t.addItem("symphony", (0, e), "S1", 1)
        t.addItem("songs", (0, e)); t.addItem("old songs", (0, 2, e), "old"); t.addItem("new songs", (0, 2, e), "new")
        t.append("Speech"); t.addItem("a long talk", (1, e), "talk")
        t.append("blank tape", "blank")
        g = GridForm(s, "Shelf", 1, 2); bb = ButtonBar(s, ["Ok", "Cancel"]); g.add(t, 0, 0); g.add(bb, 0, 1, growx=1)
        g.runOnce(); res = " ".join(t.getSelection()) + " at " + str(t.getCurrent())
        """,
        screen => RunAsync(screen, height, hideBox),
        keys);

    private static async Task<string> RunAsync(NewtScreen screen, int height, bool hideBox)
    {
        var tree = new CheckboxTree<string>(Shelves, height) { HideBox = hideBox };
        var grid = new Grid(1, 2).Set(0, 0, tree).Set(0, 1, Grid.ButtonBar(new BoxButton("Ok"), new BoxButton("Cancel")), grow: Grow.X);
        using var window = screen.OpenWindow(new WindowOptions { Title = "Shelf", Arrange = _ => grid });
        await window.RunAsync(screen.Gone);
        return $"{string.Join(' ', tree.Selected)} at {tree.Current}";
    }
}
