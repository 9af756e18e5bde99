using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>One start of one program, measured until it is ended.</summary>
internal static class ScreenRun
{
    private const int Keys = 40, KeysOneWay = 14;
    private static readonly TimeSpan FrameEnd = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan RepaintEnd = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(4);

    public static async Task FirstPaintAsync(Contender contender, PtyOptions options, ScreenFigures figures)
    {
        await using var pty = await ShownAsync(contender, options);
        figures.FirstPaint.Add(Milliseconds(pty.StartTimestamp, pty.LastByteTimestamp));
        figures.FirstBytes = pty.BytesReceived;
        figures.Queries = pty.Screen.Queries.Count;
        var (rss, pss) = ProcFacts.MegabytesOf(pty.Pid);
        figures.Rss.Add(rss);
        figures.Pss.Add(pss);
    }

    public static async Task IdleAndKeysAsync(Contender contender, PtyOptions options, ScreenFigures figures)
    {
        await using var pty = await ShownAsync(contender, options);
        await pty.QuietAsync(Settled);
        await IdleAsync(pty, figures);
        await KeysAsync(pty, contender, Keys, figures);
    }

    /// <summary>Some keys, without the idle time before them.</summary>
    public static async Task KeysAsync(Contender contender, PtyOptions options, int count, ScreenFigures figures)
    {
        await using var pty = await ShownAsync(contender, options);
        await KeysAsync(pty, contender, count, figures);
    }

    private static async Task KeysAsync(PtyProcess pty, Contender contender, int count, ScreenFigures figures)
    {
        for (var i = 0; i < count; i++)
        {
            await KeyAsync(pty, contender.Keys is { } keys ? keys[i % keys.Count] : Arrow(pty, down: i / KeysOneWay % 2 == 0), figures);
        }
    }

    public static async Task<PtyProcess> ShownAsync(Contender contender, PtyOptions options)
    {
        var pty = contender.Start(options);
        try
        {
            await pty.WaitForTextAsync(contender.Ready);
            await pty.QuietAsync(FrameEnd);
            return pty;
        }
        catch
        {
            await pty.DisposeAsync();
            throw;
        }
    }

    private static async Task IdleAsync(PtyProcess pty, ScreenFigures figures)
    {
        var (bytes, sleeps, cpu) = (pty.BytesReceived, ProcFacts.SleepsOf(pty.Pid), ProcFacts.CpuSecondsOf(pty.Pid));
        await Task.Delay(Idle, TimeProvider.System);
        figures.IdleBytes = (pty.BytesReceived - bytes) / Idle.TotalSeconds;
        figures.WakeUps = (ProcFacts.SleepsOf(pty.Pid) - sleeps) / Idle.TotalSeconds;
        figures.IdleCpu = (ProcFacts.CpuSecondsOf(pty.Pid) - cpu) / Idle.TotalSeconds * 100;
    }

    private static string Arrow(PtyProcess pty, bool down) =>
        (pty.Screen.ApplicationCursorKeys ? "\eO" : "\e[") + (down ? "B" : "A");

    private static async Task KeyAsync(PtyProcess pty, string key, ScreenFigures figures)
    {
        var before = pty.BytesReceived;
        var pressed = TimeProvider.System.GetTimestamp();
        pty.Send(key);
        await pty.WaitForBytesAsync(before);
        await pty.QuietAsync(RepaintEnd);
        figures.Key.Add(Milliseconds(pressed, pty.LastByteTimestamp));
        figures.KeyBytes.Add(pty.BytesReceived - before);
    }

    private static double Milliseconds(long from, long to) =>
        TimeProvider.System.GetElapsedTime(from, to).TotalMilliseconds;
}
