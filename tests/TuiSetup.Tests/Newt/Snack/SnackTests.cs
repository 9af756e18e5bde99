using TuiSetup.TestKit;

namespace TuiSetup.Tests.Newt.Snack;

/// <summary>The same programs on Debian's python3-newt and on ours: screens, looks, cursor and results.</summary>
public sealed class SnackTests
{
    public static TheoryData<string> Names => [.. SnackCases.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Shows_and_answers_what_snack_does(string name)
    {
        var expected = await SnackCases.ByName[name].RecordSnackAsync();
        Assert.Equal(0, expected.ExitCode);
        Assert.All(expected.Moments, moment => Assert.True(moment.IsCalm, "snack found no rest after " + moment.After));

        // At the end snack clears the screen it drew on, where a terminal without another screen shows what was there.
        var differences = RecordingComparer.Compare(expected, await SnackCases.ByName[name].RecordOursAsync())
            .Where(difference => difference.Aspect is not (Aspect.ScreenAfterTheEnd or Aspect.Settings)).ToList();
        Assert.True(
            differences.Select(difference => difference.Aspect).Distinct().Order().SequenceEqual(SnackCases.ByName[name].Better?.Aspects ?? []),
            string.Join(Environment.NewLine, differences));
    }
}
