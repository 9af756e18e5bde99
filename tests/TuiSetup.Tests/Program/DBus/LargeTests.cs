using System.Globalization;
namespace TuiSetup.Tests.Program.DBus;

/// <summary>A reply of 100 MB, and services with 100,000 objects: keys are answered while they come, and memory has its bounds.</summary>
public sealed class LargeTests
{
    /// <summary>Kilobytes that the program may have in memory at most; the largest reply and what is made of it.</summary>
    private const long MostMemory = 800_000;

    [Theory]
    [InlineData("Big u 50000000", "+ ay 50000000 bytes")]
    [InlineData("Texts u 500000", "+ as [\"0000")]
    public async Task A_reply_of_100_MB_is_a_tree_of_which_no_more_is_made_than_is_opened(string call, string shows)
    {
        await using var explorer = await ExplorerTerminal.OpenAsync();
        await CallAsync(explorer, call);
        await explorer.KeysAsync("\t\r", "Reply of");
        await explorer.ShowsAsync(shows);
        await explorer.KeysAsync("\r", shows.Replace('+', '-'));
        await explorer.KeysAsync("\e[F\e[A", "9500 more: Enter shows some");
        await explorer.KeysAsync("\r\e[F\e[A", "9000 more: Enter shows some");
        await explorer.KeysAsync("no such row", "Search: no such row");
        await explorer.KeysAsync("\e\e", "Seconds to wait");
        Assert.InRange(MostMemoryOf(explorer), 1, MostMemory);
    }

    [Fact]
    public async Task A_reply_that_takes_too_long_to_come_is_left_by_a_key()
    {
        await using var explorer = await ExplorerTerminal.OpenAsync();
        await CallAsync(explorer, "Texts u 500000");
        await explorer.KeysAsync("\t\r", "Waiting for the reply");
        await explorer.KeysAsync("\e\e", null);
        await explorer.Terminal.WaitForScreenAsync(
            screen => !screen.Text.Contains("Waiting", StringComparison.Ordinal) && screen.Text.Contains("Seconds to wait", StringComparison.Ordinal) && !screen.Text.Contains("Reply of", StringComparison.Ordinal), "the form");
    }

    [Fact]
    public async Task Of_100000_objects_of_a_manager_all_are_listed_and_searched()
    {
        await using var explorer = await OpenAsync("com.example.Many");
        await explorer.KeysAsync("Many\r", "Looking for objects");
        await explorer.KeysAsync("o99999", "Search: o99999");
        await explorer.ShowsAsync("100002 objects");
        await explorer.ShowsAsync("/many/o99999  com.example.Peer");
        Assert.InRange(MostMemoryOf(explorer), 1, MostMemory);
    }

    [Fact]
    public async Task While_100000_objects_are_asked_one_by_one_keys_are_answered_and_leaving_ends_it()
    {
        await using var explorer = await OpenAsync("com.example.Wide");
        await explorer.KeysAsync("Wide\r", "objects so far...");
        foreach (var length in Enumerable.Range(1, 3))
        {
            explorer.Terminal.Send("/o1"[(length - 1)..length]);
            await explorer.Terminal.WaitForScreenAsync(
                screen => screen.Text.Contains($"Search: {"/o1"[..length]}_", StringComparison.Ordinal) && screen.Text.Contains("so far...", StringComparison.Ordinal), "the search while objects come");
        }

        await explorer.KeysAsync("\e[B", null);
        await explorer.KeysAsync("\e\e", "3 services");
        Assert.InRange(MostMemoryOf(explorer), 1, MostMemory);
    }

    private static async Task<ExplorerTerminal> OpenAsync(string service)
    {
        var explorer = await ExplorerTerminal.OpenAsync();
        await explorer.Bus.StartPeerAsync(service);
        await explorer.KeysAsync("\e[15~", "3 services");
        return explorer;
    }

    private static async Task CallAsync(ExplorerTerminal explorer, string call)
    {
        await explorer.KeysAsync("\eOS", "or gdbus");
        await explorer.KeysAsync($"busctl --user call com.example.Peer /peer com.example.Peer {call}\r", "Seconds to wait");
        await explorer.KeysAsync("\t\t\t\t\r", "Turn it off");
    }

    /// <summary>The most that it ever had, in kilobytes.</summary>
    private static long MostMemoryOf(ExplorerTerminal explorer)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{explorer.Terminal.Pid}/status")).Single(row => row.StartsWith("VmHWM:", StringComparison.Ordinal));
        var most = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        return most;
    }
}
