using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>A program that shows something; all show the same.</summary>
/// <param name="Ready">What is on its screen once the first frame is there.</param>
internal sealed record Contender(string Name, string File, IReadOnlyList<string> Arguments, string Ready)
{
    public const string Ours = "tuisetup", Whiptail = "whiptail", Newt = "python3-newt";

    private const int Items = 20;

    private static readonly string[] Menu =
    [
        "--title", "T", "--menu", "Pick one", "16", "60", "8",
        .. Enumerable.Range(0, Items).SelectMany(i => new[] { $"tag{i:00}", $"Item number {i}" }),
    ];

    private static readonly string Snack =
        $"""
        import sys
        sys.path.append("/usr/lib/python3/dist-packages")
        from snack import SnackScreen, ListboxChoiceWindow
        screen = SnackScreen()
        try:
            items = ["Item number %d" % i for i in range({Items})]
            ListboxChoiceWindow(screen, "T", "Pick one", items, width=40, scroll=1, height=8)
        finally:
            screen.finish()
        """;

    /// <summary>A menu of twenty items by each.</summary>
    public static IReadOnlyList<Contender> All(Workspace workspace) =>
    [
        new(Ours, workspace.Program, ["run", Path.Combine(AppContext.BaseDirectory, "Screens", "menu.json")], "Item number 0"),
        new(Whiptail, "whiptail", Menu, "Item number 0"),
        new("dialog", "dialog", Menu, "Item number 0"),
        new(Newt, "/usr/bin/python3", ["-S", "-E", "-c", Snack], "Item number 0"),
    ];

    /// <summary>Keys that each repaint something, pressed in turns; null for the arrows down and up a list.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    public PtyProcess Start(PtyOptions options) => PtyProcess.Start(File, Arguments, options);
}
