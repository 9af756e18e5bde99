using TuiSetup.Newt;
using TuiSetup.Newt.Testing;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Newt.Snack;

/// <summary>One program, in Python for snack and in C# for ours, and the keys that are pressed in both.</summary>
/// <param name="Name">A sentence about it.</param>
/// <param name="Python">What runs on snack's screen <c>s</c>; it leaves its result in <c>res</c>, a text.</param>
/// <param name="Program">The same for ours; its result is the text.</param>
/// <param name="Keys">Names of keys, and text, separated by blanks.</param>
internal sealed record SnackCase(string Name, string Python, Func<NewtScreen, Task<string>> Program, string Keys)
{
    private const int Columns = 80, Rows = 24;

    /// <summary>Where ours is not as snack on purpose, and why; null is nowhere.</summary>
    public (string Reason, Aspect[] Aspects)? Better { get; init; }

    public Task<Recording> RecordSnackAsync()
    {
        var body = string.Concat(Python.Trim('\n').Split('\n').Select(line => $"    {line}\n"));
        var code = $"import sys\nfrom snack import *\ns = SnackScreen()\nres = ''\ntry:\n{body}finally:\n    s.finish()\nsys.stderr.write(res)\n";
        var options = new PtyOptions { Stderr = PtyStream.Pipe };
        return Player.RecordAsync(new("/usr/bin/python3", ["-c", code], options, PlayStep.Keys(Keys)));
    }

    public async Task<Recording> RecordOursAsync()
    {
        var result = "";
        using var harness = new ScreenHarness(
            async screen =>
            {
                using var help = screen.PushHelpLine(null);
                result = await Program(screen);
            },
            Columns,
            Rows);
        List<Moment> moments = [];
        await harness.SettleAsync();
        moments.Add(Seen(harness, "the start"));
        foreach (var key in Keys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            await harness.TypeRawAsync(KeyNames.Sequence(key));
            moments.Add(Seen(harness, harness.Program.IsCompleted ? "the end" : key));
        }

        await harness.Program;
        return new(moments, 0, new Dictionary<int, string> { [2] = result }, SettingsKept: !harness.Terminal.IsEntered);
    }

    private static Moment Seen(ScreenHarness harness, string after)
    {
        var screen = OneWindow.Emulate(harness, Columns, Rows);
        return new(after, screen.Visible().Split('\n'), (screen.CursorRow, screen.CursorColumn, screen.CursorVisible), IsCalm: true);
    }
}
