using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>A kind of terminal that the programs are shown on.</summary>
internal sealed record BenchTerminal(string Term, string Lang)
{
    public static IReadOnlyList<BenchTerminal> All { get; } = [new("xterm-256color", "C.UTF-8"), new("vt100", "C")];

    /// <summary>Those that whiptail's boxes are shown on.</summary>
    public static IReadOnlyList<BenchTerminal> OfBoxes { get; } = [new("xterm", "C.UTF-8"), new("linux", "C.UTF-8"), new("vt100", "C")];

    public PtyOptions Options(Workspace workspace) =>
        new PtyOptions { Utf8 = Lang != "C", Stderr = PtyStream.Pipe }
            .With(("TERM", Term), ("LANG", Lang), workspace.StateVariable);

    public override string ToString() => $"TERM={Term} LANG={Lang}";
}
