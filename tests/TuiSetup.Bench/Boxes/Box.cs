namespace TuiSetup.Bench;

/// <summary>One of whiptail's boxes, and the same in Python.</summary>
/// <param name="Words">What whiptail is called with.</param>
/// <param name="Snack">What draws it with python3-newt on <c>screen</c>.</param>
/// <param name="Ready">What is on the screen once the first frame is there.</param>
/// <param name="Keys">Keys that repaint something, or none.</param>
internal sealed record Box(string Name, IReadOnlyList<string> Words, string Snack, string Ready, params string[] Keys)
{
    private const int Items = 20;
    private const string Tab = "\t", Space = " ", Backspace = "\x7f", Down = "\x0e", Up = "\x10";

    private static readonly string Names = $"items = ['Item number %d' % i for i in range({Items})]\n";

    public static IReadOnlyList<Box> All { get; } =
    [
        new("msgbox", ["--title", "T", "--msgbox", "The tape is full.", "10", "50"],
            "ButtonChoiceWindow(screen, 'T', 'The tape is full.', ['Ok'], 46)", "The tape is full."),
        new("yesno", ["--title", "T", "--yesno", "Erase the tape?", "10", "50"],
            "ButtonChoiceWindow(screen, 'T', 'Erase the tape?', ['Yes', 'No'], 46)", "Erase the tape?", Tab),
        new("inputbox", ["--title", "T", "--inputbox", "Name of the tape:", "10", "50", "weekly"],
            "EntryWindow(screen, 'T', 'Name of the tape:', [('', 'weekly')], width=46, entryWidth=40)", "weekly", "x", Backspace),
        new("menu", ["--title", "T", "--menu", "Pick one", "16", "60", "8", .. Tagged()],
            Names + "ListboxChoiceWindow(screen, 'T', 'Pick one', items, width=40, scroll=1, height=8)", "Item number 0", Down, Down, Up),
        new("checklist", ["--title", "T", "--checklist", "Pick some", "16", "60", "8", .. Tagged("off")],
            Names + Grid("CheckboxTree(8, 1)", "for item in items: list.append(item)"), "Item number 0", Space),
        new("radiolist", ["--title", "T", "--radiolist", "Pick one", "16", "60", "8", .. Tagged("off")],
            Names + Grid("RadioBar(screen, [(item, item, 0) for item in items[:8]])", ""), "Item number 0", Down, Up),
        new("gauge", ["--title", "T", "--gauge", "Writing the tape", "8", "50", "42"],
            Grid("Scale(40, 100)", "list.set(42)"), "42%"),
    ];

    private static IEnumerable<string> Tagged(params string[] status) =>
        Enumerable.Range(0, Items).SelectMany(i => new[] { $"tag{i:00}", $"Item number {i}" }.Concat(status));

    private static string Grid(string widget, string fill) =>
        $"""
        list = {widget}
        {fill}
        grid = GridForm(screen, 'T', 1, 2)
        grid.add(list, 0, 0)
        grid.add(ButtonBar(screen, ['Ok', 'Cancel']), 0, 1)
        grid.runOnce()
        """;
}
