using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

/// <summary>--screen-dump of the real program, however it ends.</summary>
public sealed class ScreenDumpOptionTests : IDisposable
{
    private readonly Tuisetup _program = new();

    private string Dump => Path.Combine(_program.Folder, "screen.txt");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 130)]
    [InlineData(1, 130)]
    public async Task The_last_screen_is_kept_whether_it_ends_by_a_key_or_by_a_signal(int signal, int exitCode)
    {
        await using var terminal = _program.Open(new PtyOptions().With(("TERM", "linux")), "--screen-dump", Dump);
        await terminal.WaitForTextAsync("What do you want to set up?");
        var shown = terminal.Screen.Text;
        if (signal == 0)
        {
            terminal.Send("\e\e");
        }
        else
        {
            terminal.Signal(signal);
        }

        Assert.Equal(exitCode, await terminal.WaitForExitAsync());
        var lines = await File.ReadAllLinesAsync(Dump, TestContext.Current.CancellationToken);
        Assert.Matches(@"^80x24 cursor \d+,\d+ hidden$", lines[0]);
        Assert.Equal(shown, string.Join('\n', lines[1..].Select(Plain)));
        Assert.Contains("{1/7}TuiSetup{0/7}", string.Join('\n', lines), StringComparison.Ordinal);
        Assert.Equal([Dump], Directory.GetFiles(_program.Folder));
    }

    [Fact]
    public async Task What_cannot_be_written_is_told_and_the_exit_code_stays()
    {
        await using var terminal = _program.Open("--screen-dump", Path.Combine(_program.Folder, "nowhere", "screen.txt"));
        await terminal.WaitForTextAsync("What do you want to set up?");
        terminal.Send("\e\e");

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Contains("the screen cannot be written", terminal.Screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_drawn_there_is_no_screen_to_keep()
    {
        var result = await _program.AnswerAsync(["quit"], "--screen-dump", Dump);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("There is no screen", result.Stdout, StringComparison.Ordinal);
        Assert.False(File.Exists(Dump));
    }

    public void Dispose() => _program.Dispose();

    /// <summary>A row without its looks.</summary>
    private static string Plain(string row)
        => System.Text.RegularExpressions.Regex.Replace(row, @"\{[^{}]+\}|\|$", "").TrimEnd();
}
