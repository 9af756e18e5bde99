namespace TuiSetup.TestKit;

/// <summary>Something done to a played program.</summary>
/// <param name="Name">What a difference calls it.</param>
/// <param name="IsAwaited">Whether the program is given the time to answer before the next step.</param>
public sealed record PlayStep(string Name, Action<PtyProcess> Do, bool IsAwaited = true)
{
    /// <summary>Closes the program's standard input.</summary>
    public static PlayStep CloseInput { get; } = new("its input is closed", pty => pty.CloseStdin());

    /// <summary>A key by its name, or text.</summary>
    public static PlayStep Key(string key) => new(key, pty => pty.Send(KeyNames.Sequence(key)));

    /// <summary>Keys separated by blanks, each a step.</summary>
    public static PlayStep[] Keys(string keys) =>
        [.. keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Key)];

    /// <summary>Keys that are typed without looking at the screen.</summary>
    public static PlayStep Blindly(string key) => Key(key) with { IsAwaited = false };

    /// <summary>Text in one piece, blanks included.</summary>
    public static PlayStep Text(string text) => new($"“{text}”", pty => pty.Send(text));

    /// <summary>Writes to the program's standard input, which is a pipe.</summary>
    public static PlayStep Feed(string text) => new($"input “{text}”", pty => pty.WriteStdin(text));

    public static PlayStep Resize(int columns, int rows) =>
        new($"a size of {columns}x{rows}", pty => pty.Resize(columns, rows));
}
