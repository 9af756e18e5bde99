using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Whiptail;

/// <summary>One call of whiptail and what is typed at it.</summary>
/// <param name="Name">A sentence about it.</param>
/// <param name="Command">Its words, with single quotes around what has blanks.</param>
/// <param name="Keys">Names of keys, and text, separated by blanks.</param>
internal sealed record WhiptailCase(string Name, string Command, string Keys = "")
{
    public string Term { get; init; } = "xterm-256color";

    public string Lang { get; init; } = "C.UTF-8";

    public int Columns { get; init; } = 80;

    public int Rows { get; init; } = 24;

    public (string Name, string Value)[] Variables { get; init; } = [];

    public (string Name, string Text)[] Files { get; init; } = [];

    public PtyStream Stdin { get; init; } = PtyStream.Tty;

    public PtyStream Stdout { get; init; } = PtyStream.Tty;

    /// <summary>Descriptors above 2 that are open.</summary>
    public int[] Descriptors { get; init; } = [];

    /// <summary>In place of keys.</summary>
    public PlayStep[]? Steps { get; init; }

    public async Task<Recording> RecordAsync(WhiptailUnderTest program)
    {
        using var folder = new TempFolder();
        foreach (var (name, text) in Files)
        {
            File.WriteAllBytes(folder[name], EscapedBytes.Of(text));
        }

        return await Player.RecordAsync(new(
            program.File, [.. program.First, .. CommandWords.Of(Command)], Options(folder.Path), Steps ?? PlayStep.Keys(Keys)));
    }

    private PtyOptions Options(string folder) => new PtyOptions
    {
        Columns = Columns,
        Rows = Rows,
        WorkingDirectory = folder,
        Utf8 = Lang != "C",
        Stdin = Stdin,
        Stdout = Stdout,
        Stderr = PtyStream.Pipe,
        ExtraOutputs = Descriptors,
    }.With([("TERM", Term), ("LANG", Lang), .. Variables]);
}
