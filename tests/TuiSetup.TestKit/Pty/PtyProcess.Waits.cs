namespace TuiSetup.TestKit;

public sealed partial class PtyProcess
{
    /// <summary>
    /// Waits until the screen is as wanted; it is looked at as bytes arrive. Fails with the whole screen when that
    /// takes too long, or when the program ends before.
    /// </summary>
    public Task WaitForScreenAsync(Func<VtScreen, bool> predicate, string what, TimeSpan? timeout = null) =>
        watch.WaitAsync(
            () => predicate(Screen),
            timeout ?? Patience,
            () => $"no {what} on the screen of `{command}`:{Environment.NewLine}{Screen.Text}");

    /// <summary>Waits until a text is on the screen.</summary>
    public Task WaitForTextAsync(string text, TimeSpan? timeout = null) =>
        WaitForScreenAsync(screen => screen.Text.Contains(text, StringComparison.Ordinal), $"“{text}”", timeout);

    /// <summary>Waits until more than so many bytes have come.</summary>
    public Task WaitForBytesAsync(long moreThan, TimeSpan? timeout = null) =>
        WaitForScreenAsync(_ => BytesReceived > moreThan, $"output after {moreThan} bytes", timeout);

    /// <summary>The exit code once the program ended and all it wrote has come; 128+N when signal N killed it.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? timeout = null)
    {
        await watch.WaitAsync(
            () => ended,
            timeout ?? Patience,
            () => $"`{command}` did not end:{Environment.NewLine}{Screen.Text}");
        return child.ExitCode!.Value;
    }

    /// <summary>Completes when no byte has come for so long.</summary>
    public async Task QuietAsync(TimeSpan quiet)
    {
        var clock = TimeProvider.System;
        var called = clock.GetTimestamp();
        while (quiet - clock.GetElapsedTime(Math.Max(called, LastByteTimestamp)) is { Ticks: > 0 } left)
        {
            await Task.Delay(left, clock);
        }
    }
}
