using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail.RealPrograms;

/// <summary>One program run with Debian's whiptail and run again with ours.</summary>
internal static class TwoRuns
{
    /// <summary>Expects both to be the same, and returns what the first run showed.</summary>
    /// <param name="prepare">Puts files where the program needs them.</param>
    /// <param name="boxes">How many boxes the program shows; null where that depends on who is faster.</param>
    public static async Task<(Recording Recording, string Answered)> AreEqualAsync(
        Action<DebconfHome> prepare, Func<DebconfHome, Task<Recording>> run, int? boxes)
    {
        using var original = new DebconfHome(WhiptailUnderTest.Original.File);
        prepare(original);
        var expected = await run(original);
        Assert.True(expected.ExitCode is not null, Screens(expected));
        Assert.Equal(boxes ?? original.Boxes, original.Boxes);

        using var ours = new DebconfHome(WhiptailUnderTest.Ours.File);
        prepare(ours);
        var differences = RecordingComparer.Compare(expected, await run(ours));
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
        Assert.Equal(original.Answered, ours.Answered);
        Assert.Equal(boxes ?? ours.Boxes, ours.Boxes);
        return (expected, original.Answered);
    }

    private static string Screens(Recording recording) => string.Join(
        Environment.NewLine, recording.Moments.Select(moment => $"after {moment.After}:\n{string.Join('\n', moment.Rows)}"));
}
