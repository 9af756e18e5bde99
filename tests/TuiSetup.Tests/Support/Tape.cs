using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>
/// Keys for a program, and what it shows after each: assets/recordings/NAME.cast is just that, or the test fails. With
/// UPDATE_PICTURES=1 the recording is written instead.
/// </summary>
/// <param name="terminal">The program.</param>
/// <param name="name">The name of the file.</param>
/// <param name="title">What is done, in a few words.</param>
/// <param name="mask">Covers what depends on the moment, and keeps the length of each row; null: nothing does.</param>
internal sealed class Tape(PtyProcess terminal, string name, string title, Func<string, string>? mask = null)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400), Typing = TimeSpan.FromMilliseconds(150), Choosing = TimeSpan.FromMilliseconds(500), Reading = TimeSpan.FromSeconds(2);

    private readonly Asciicast _cast = new(title, terminal.Screen.Columns, terminal.Screen.Rows);
    private readonly string _file = Path.Combine(Folder, name + ".cast");
    private string[]? _expected;
    private TimeSpan _pause = Reading;

    public static string Folder { get; } = SourceTree.PathOf("assets", "recordings");

    /// <summary>Waits for a text, and takes the screen.</summary>
    /// <param name="text">What is on it.</param>
    /// <param name="reading">How many seconds whoever watches has for it.</param>
    public async Task SeeAsync(string text, double reading = 2)
    {
        await terminal.WaitForTextAsync(text, TimeSpan.FromMinutes(1));
        await TakeAsync(TimeSpan.FromSeconds(reading));
    }

    /// <summary>Sends keys, one after the other, and takes the screen after each.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            terminal.Send(key);
            await TakeAsync(Choosing);
        }
    }

    /// <summary>Types a text, letter by letter.</summary>
    public async Task TypeAsync(string text)
    {
        foreach (var letter in text)
        {
            terminal.Send($"{letter}");
            await TakeAsync(Typing);
        }
    }

    /// <summary>Sends a key that leads to another screen, and takes it.</summary>
    public async Task GoAsync(string key, string text, double reading = 2)
    {
        terminal.Send(key);
        await SeeAsync(text, reading);
    }

    /// <summary>The recording is over: it is what was seen, and nothing follows in the file.</summary>
    public async Task EndAsync()
    {
        if (Screenshot.IsUpdate)
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllTextAsync(_file, _cast.Text);
            return;
        }

        Assert.Equal(await File.ReadAllTextAsync(_file), _cast.Text);
    }

    private async Task TakeAsync(TimeSpan next)
    {
        Screenshot.AssertHasTrait();
        if (Screenshot.IsUpdate)
        {
            await terminal.QuietAsync(Quiet);
        }
        else
        {
            await WaitForExpectedAsync();
        }

        _cast.Add(Image(terminal.Screen), _cast.Count == 0 ? TimeSpan.Zero : _pause);
        _pause = next;
    }

    private async Task WaitForExpectedAsync()
    {
        // The first line is the header.
        Assert.True(File.Exists(_file), $"There is no {_file}; ./build.sh pictures makes it.");
        _expected ??= await File.ReadAllLinesAsync(_file);
        Assert.True(_cast.Count + 1 < _expected.Length, $"{_file} ends before this screen; ./build.sh pictures makes it anew.\n{terminal.Screen.Text}");
        var expected = _expected[_cast.Count + 1];
        string Line(VtScreen screen) => _cast.LineOf(Image(screen), _cast.Count == 0 ? TimeSpan.Zero : _pause);
        try
        {
            await terminal.WaitForScreenAsync(screen => Line(screen) == expected, $"screen {_cast.Count + 1} of {name}");
        }
        catch (TimeoutException)
        {
            Assert.Equal(expected, Line(terminal.Screen));
        }
    }

    private ScreenImage Image(VtScreen screen) => mask is null ? screen.Image() : screen.Image().Masked(mask);
}
