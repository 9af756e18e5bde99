using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

/// <summary>tuisetup theme, in the real program.</summary>
public sealed class ThemeCommandTests : IDisposable
{
    private readonly Tuisetup _program = new();

    [Fact]
    public async Task Themes_are_listed_for_people_and_for_programs()
    {
        var text = await _program.RunAsync("theme", "list");
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("high-contrast", text.Stdout, StringComparison.Ordinal);

        var themes = JArray.Parse((await _program.RunAsync("theme", "list", "--json")).Stdout);
        Assert.Equal(["high-contrast", "mono", "newt"], themes.Select(theme => (string?)theme["name"]));
        Assert.Equal("newt", (string?)themes[1]["inherits"]);
        Assert.All(themes, theme => Assert.Empty(theme["problems"]!));
    }

    [Fact]
    public async Task A_file_is_checked_whole()
    {
        var file = Path.Combine(_program.Folder, "mine.json");
        await File.WriteAllTextAsync(file, "{ \"inherits\": \"mono\",\n\"colors\": { \"roof\": [],\n\"root\": 1 } }", TestContext.Current.CancellationToken);
        var broken = await _program.RunAsync("theme", "check", file);
        Assert.Equal(2, broken.ExitCode);
        Assert.Equal(2, broken.Stderr.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith(file + ":2:", broken.Stderr, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, """{ "inherits": "mono", "colors": { "root": ["red", "default"] } }""", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await _program.RunAsync("theme", "check", file)).ExitCode);
        var shown = await _program.RunAsync("theme", "show", file);
        Assert.Matches("root +red on default", shown.Stdout);
    }

    [Fact]
    public async Task Without_a_terminal_every_theme_is_told_in_words()
    {
        var result = await _program.RunAsync("theme", "show");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.Stdout.Split("roottext").Length - 1);
        Assert.DoesNotContain('\e', result.Stdout);
        Assert.Equal(2, (await _program.RunAsync("theme", "show", "nosuch")).ExitCode);
    }

    [Fact]
    public async Task On_a_terminal_they_are_seen()
    {
        await using var terminal = _program.Open("theme", "show", "mono");
        await terminal.WaitForTextAsync("high-contrast");
        Assert.Contains("actsellistbox", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send("\e[C\e[24~");

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.True(terminal.SettingsKept);
    }

    public void Dispose() => _program.Dispose();
}
