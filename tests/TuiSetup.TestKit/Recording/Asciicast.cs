using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TuiSetup.TestKit;

/// <summary>
/// A terminal recording as asciinema plays it: asciicast v2, one JSON document a line
/// (https://docs.asciinema.org/manual/asciicast/v2/). It is made of screens, not of the bytes that a program happened to
/// send, and its clock is the reader's: the same screens give the same bytes.
/// </summary>
public sealed class Asciicast(string title, int columns, int rows)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> events = [];
    private ScreenImage? shown;
    private TimeSpan now;

    /// <summary>How many screens it has.</summary>
    public int Count => events.Count;

    /// <summary>The whole file.</summary>
    public string Text => string.Concat(((string[])[Header, .. events]).Select(line => line + "\n"));

    private string Header => JsonSerializer.Serialize(
        new Dictionary<string, object> { ["version"] = 2, ["width"] = columns, ["height"] = rows, ["title"] = title, ["env"] = new Dictionary<string, string> { ["TERM"] = "xterm-256color" } }, Plain);

    /// <summary>The line that a screen would be in the file, after those that it has.</summary>
    /// <param name="image">The screen.</param>
    /// <param name="pause">How long the one before it is seen.</param>
    public string LineOf(ScreenImage image, TimeSpan pause)
    {
        var seconds = (now + pause).TotalSeconds.ToString("0.0##", CultureInfo.InvariantCulture);
        return $"[{seconds}, \"o\", {JsonSerializer.Serialize(ScreenDelta.Between(shown, image), Plain)}]";
    }

    /// <summary>Adds a screen.</summary>
    public void Add(ScreenImage image, TimeSpan pause)
    {
        events.Add(LineOf(image, pause));
        (shown, now) = (image, now + pause);
    }

    /// <summary>Plays a recording to its end; the result is the last screen.</summary>
    public static VtScreen Play(string recording)
    {
        var lines = recording.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var header = JsonDocument.Parse(lines[0]);
        var screen = new VtScreen(header.RootElement.GetProperty("width").GetInt32(), header.RootElement.GetProperty("height").GetInt32());
        foreach (var line in lines.Skip(1))
        {
            using var played = JsonDocument.Parse(line);
            screen.Feed(Encoding.UTF8.GetBytes(played.RootElement[2].GetString()!));
        }

        return screen;
    }
}
