namespace TuiSetup.TestKit;

/// <summary>Runs a program under a pseudo-terminal, step by step, and records what it shows.</summary>
public static class Player
{
    private const string Start = "the start", End = "the end";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<Recording> RecordAsync(Play play)
    {
        await using var pty = PtyProcess.Start(play.File, play.Arguments, play.Options);
        var moments = await MomentsAsync(pty, play.Steps);
        return new(moments, pty.HasEnded ? await pty.WaitForExitAsync() : null, Output(pty, play.Options), pty.SettingsKept);
    }

    private static async Task<List<Moment>> MomentsAsync(PtyProcess pty, IReadOnlyList<PlayStep> steps)
    {
        List<Moment> moments = [];
        var after = Start;
        foreach (var step in steps.Prepend(null))
        {
            step?.Do(pty);
            after = step?.Name ?? after;
            if (step is { IsAwaited: false })
            {
                continue;
            }

            var isCalm = await pty.SettledAsync(Patience);
            if (pty.HasEnded)
            {
                moments.Add(Seen(pty, End, isCalm));
                return moments;
            }

            moments.Add(Seen(pty, after, isCalm));
        }

        return moments;
    }

    private static Moment Seen(PtyProcess pty, string after, bool isCalm)
    {
        var screen = pty.Screen;
        return new(after, screen.Visible().Split('\n'), (screen.CursorRow, screen.CursorColumn, screen.CursorVisible), isCalm)
        {
            Bytes = pty.BytesReceived,
        };
    }

    private static Dictionary<int, string> Output(PtyProcess pty, PtyOptions options)
    {
        List<int> descriptors = [.. options.ExtraOutputs];
        if (options.Stdout == PtyStream.Pipe)
        {
            descriptors.Add(1);
        }

        if (options.Stderr == PtyStream.Pipe)
        {
            descriptors.Add(2);
        }

        return descriptors.ToDictionary(descriptor => descriptor, pty.Captured);
    }
}
