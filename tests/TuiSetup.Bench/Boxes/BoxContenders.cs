namespace TuiSetup.Bench;

/// <summary>The programs that show a box.</summary>
internal static class BoxContenders
{
    private const string Start =
        """
        import sys
        sys.path.append("/usr/lib/python3/dist-packages")
        from snack import *
        screen = SnackScreen()
        try:

        """;

    private const string End =
        """

        finally:
            screen.finish()
        """;

    public static IReadOnlyList<Contender> Of(Box box, Workspace workspace) =>
    [
        new(Contender.Ours, workspace.Program, ["whiptail", .. box.Words], box.Ready) { Keys = box.Keys },
        new(Contender.Whiptail, "/usr/bin/whiptail", box.Words, box.Ready) { Keys = box.Keys },
        new(Contender.Newt, "/usr/bin/python3", ["-S", "-E", "-c", Script(box)], box.Ready) { Keys = box.Keys },
    ];

    private static string Script(Box box) =>
        Start + string.Join('\n', box.Snack.Split('\n').Select(line => "    " + line)) + End;
}
