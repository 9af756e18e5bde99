using System.Text.RegularExpressions;

namespace TuiSetup.TestKit;

/// <summary>Pings at a steady rate, which tell whether a change interrupts those who use the network.</summary>
public sealed partial class SteadyTraffic : IAsyncDisposable
{
    private const int Sigint = 2;

    private readonly RunningProcess process;

    private SteadyTraffic(RunningProcess process) => this.process = process;

    /// <summary>How many answers have come.</summary>
    public int Received => Count(process.StdoutLines);

    /// <summary>Waits until so many answers have come in all.</summary>
    public Task WaitForAnswersAsync(int count, TimeSpan? timeout = null) =>
        process.WaitForStdout(lines => Count(lines) >= count, $"{count} answers", timeout);

    /// <summary>Ends it and tells how many were sent, and how many of them answered.</summary>
    public async Task<(int Sent, int Received)> StopAsync()
    {
        process.Signal(Sigint);
        await process.WaitForExitAsync();
        var summary = Summary().Match(string.Join('\n', process.StdoutLines));
        return summary.Success
            ? (int.Parse(summary.Groups[1].Value), int.Parse(summary.Groups[2].Value))
            : throw new InvalidOperationException($"{process.Name}: no summary");
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    internal static async Task<SteadyTraffic> StartAsync(
        Func<string[], RunningProcess> start, string address, double perSecond)
    {
        var process = start(["ping", "-n", "-O", "-i", (1 / perSecond).ToString("0.####"), address]);
        var traffic = new SteadyTraffic(process);
        try
        {
            await traffic.WaitForAnswersAsync(1);
            return traffic;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static int Count(IReadOnlyList<string> lines) =>
        lines.Count(line => line.Contains(" bytes from ", StringComparison.Ordinal));

    [GeneratedRegex(@"(\d+) packets transmitted, (\d+) received")]
    private static partial Regex Summary();
}
