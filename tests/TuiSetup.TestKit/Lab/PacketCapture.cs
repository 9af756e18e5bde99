namespace TuiSetup.TestKit;

/// <summary>The frames that arrive at a host, a line each as tcpdump prints them with link-level headers.</summary>
public sealed class PacketCapture : IAsyncDisposable
{
    private const int Sigterm = 15;

    // Without the immediate mode the kernel hands frames over a second late.
    private static readonly string[] Tcpdump =
        ["tcpdump", "--immediate-mode", "-U", "-Z", "root", "-l", "-nn", "-e", "-t", "-Q", "in", "-i", "eth0"];

    private readonly RunningProcess process;

    private PacketCapture(RunningProcess process) => this.process = process;

    /// <summary>The frames so far.</summary>
    public IReadOnlyList<string> Packets => Frames(process.StdoutLines);

    /// <summary>Waits until so many frames have arrived.</summary>
    public Task WaitForPacketsAsync(int count, TimeSpan? timeout = null) =>
        process.WaitForStdout(lines => Frames(lines).Length >= count, $"{count} frames", timeout);

    /// <summary>Waits until a frame as wanted has arrived.</summary>
    public Task<string> WaitForPacketAsync(Func<string, bool> wanted, TimeSpan? timeout = null) =>
        process.WaitForStdoutLine(line => line.Length > 0 && wanted(line), timeout);

    /// <summary>Ends the capture; the result is all that had arrived.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        process.Signal(Sigterm);
        await process.WaitForExitAsync();
        return Packets;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    internal static async Task<PacketCapture> StartAsync(Func<string[], RunningProcess> start, string filter)
    {
        var process = start([.. Tcpdump, .. filter.Length > 0 ? [filter] : Array.Empty<string>()]);
        try
        {
            await process.WaitForStderrLine(line => line.StartsWith("listening on", StringComparison.Ordinal));
            return new(process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    // tcpdump ends what a signal cut off with an empty line.
    private static string[] Frames(IReadOnlyList<string> lines) => [.. lines.Where(line => line.Length > 0)];
}
