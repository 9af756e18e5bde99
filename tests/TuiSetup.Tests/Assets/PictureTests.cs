using System.Text.Json;
using System.Text.RegularExpressions;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Assets;

/// <summary>The pictures and recordings that are kept: a golden screen that changes changes its picture, and the README has all of them.</summary>
public sealed partial class PictureTests
{
    private static readonly string Readme = File.ReadAllText(SourceTree.PathOf("README.md"));

    public static TheoryData<string> Screenshots => [.. Names(Screenshot.Folder, "*.svg")];

    public static TheoryData<string> Recordings => [.. Names(Tape.Folder, "*.cast")];

    [Theory]
    [MemberData(nameof(Screenshots))]
    public async Task A_screenshot_says_what_its_golden_screen_says(string name)
    {
        var golden = await File.ReadAllTextAsync(SourceTree.PathOf("tests", "TuiSetup.Tests", "Expected", name + ".txt"), TestContext.Current.CancellationToken);
        var picture = await File.ReadAllTextAsync(Path.Combine(Screenshot.Folder, name + ".svg"), TestContext.Current.CancellationToken);

        Assert.Equal(golden, SvgPicture.TextOf(picture));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_recording_is_played_by_any_terminal_of_its_size_and_ends_with_the_undo(string name)
    {
        var recording = await File.ReadAllTextAsync(Path.Combine(Tape.Folder, name + ".cast"), TestContext.Current.CancellationToken);
        var screen = Asciicast.Play(recording);

        Assert.Equal((80, 24), (screen.Columns, screen.Rows));
        Assert.Empty(screen.Unknown);
        Assert.Contains("Undone.", screen.Text);
        var times = recording.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => JsonSerializer.Deserialize<JsonElement[]>(line)![0].GetDouble()).ToArray();
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void The_readme_shows_every_picture_and_no_other()
    {
        var kept = Names(Screenshot.Folder, "*.svg").Select(name => $"assets/screenshots/{name}.svg").Concat(Names(Tape.Folder, "*.cast").Select(name => $"assets/recordings/{name}.cast"));

        Assert.Equal(kept.Order(StringComparer.Ordinal), Named().Matches(Readme).Select(found => found.Value).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Names(string folder, string pattern)
        => Directory.EnumerateFiles(folder, pattern).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"assets/(screenshots|recordings)/[a-z0-9-]+\.(svg|cast)")]
    private static partial Regex Named();
}
