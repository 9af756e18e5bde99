using System.Text;
using System.Text.Json;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Assets;

/// <summary>A recording of screens, played again.</summary>
public sealed class AsciicastTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1500);

    private readonly VtScreen _screen = new(10, 2);
    private readonly Asciicast _cast = new("A “title”", 10, 2);

    [Theory]
    [InlineData("\e[1;4mab\e[0m网\e[7m\e[93;104mc")]
    [InlineData("\e[38;5;200;48;2;1;2;3m┌─┐\e[0m\r\n{}\"\\")]
    [InlineData("网网\e[1;2Hx\e[?25l")]
    [InlineData("0123456789\e[2;10Hz\e[1;1H\e[K")]
    public void What_is_played_is_what_was_seen(string output)
    {
        Show("first\r\nsecond");
        Show(output);

        var played = Asciicast.Play(_cast.Text);
        Assert.Equal(_screen.Visible(), played.Visible());
        Assert.Equal((_screen.CursorVisible, _screen.CursorVisible ? _screen.CursorColumn : 0), (played.CursorVisible, played.CursorVisible ? played.CursorColumn : 0));
        Assert.Empty(played.Unknown);
    }

    [Fact]
    public void It_is_asciicast_of_version_2_with_a_clock_of_its_own()
    {
        Show("a");
        Show("\rb");

        var lines = _cast.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var header = JsonDocument.Parse(lines[0]);
        Assert.Equal(2, header.RootElement.GetProperty("version").GetInt32());
        Assert.Equal((10, 2), (header.RootElement.GetProperty("width").GetInt32(), header.RootElement.GetProperty("height").GetInt32()));
        Assert.Equal("A “title”", header.RootElement.GetProperty("title").GetString());
        Assert.False(header.RootElement.TryGetProperty("timestamp", out _));
        Assert.Equal("[3.0, \"o\", \"\\u001B[?25l\\u001B[1;1H\\u001B[0mb\\u001B[1;2H\\u001B[?25h\"]", lines[2]);
    }

    private void Show(string output)
    {
        _screen.Feed(Encoding.UTF8.GetBytes(output));
        _cast.Add(_screen.Image(), Pause);
    }
}
