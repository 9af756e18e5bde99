using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Whiptail.Extensions;

/// <summary>--screen-dump, on the real program.</summary>
public sealed class ScreenDumpTests
{
    [Fact]
    public async Task The_last_screen_is_written_with_its_looks_and_the_answer_as_ever()
    {
        using var folder = new TempFolder();
        var ended = await RunAsync(folder["screen.txt"]);

        Assert.Equal((0, "weekly!"), ended);
        var dump = await File.ReadAllTextAsync(folder["screen.txt"], TestContext.Current.CancellationToken);
        Assert.StartsWith("80x24 cursor ", dump, StringComparison.Ordinal);
        Assert.Contains("┤ {1/7}Tape{0/7} ├", dump, StringComparison.Ordinal);
        Assert.Contains("weekly!___", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_costs_no_answer()
    {
        using var folder = new TempFolder();
        var (exitCode, output) = await RunAsync(folder["missing/screen.txt"]);

        Assert.Equal(0, exitCode);
        Assert.EndsWith("weekly!", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string file)
    {
        await using var pty = PtyProcess.Start(
            WhiptailUnderTest.Ours.File,
            [.. WhiptailUnderTest.Ours.First, "--title", "Tape", "--screen-dump", file, "--output-fd", "3", "--inputbox", "Name:", "9", "40", "weekly"],
            new PtyOptions { ExtraOutputs = [3] });
        await pty.WaitForTextAsync("weekly");
        pty.Send("!\r");
        var exitCode = await pty.WaitForExitAsync();
        return (exitCode, pty.Captured(3));
    }
}
