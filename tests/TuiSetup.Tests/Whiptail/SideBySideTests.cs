using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>Every case, by Debian's whiptail and by ours.</summary>
public sealed class SideBySideTests
{
    public static TheoryData<string> Names => [.. AllCases.ByName.Keys.Except(BetterThanWhiptail.Cases.Keys)];

    public static TheoryData<string> BetterNames => [.. BetterThanWhiptail.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Shows_and_answers_what_whiptail_does(string name)
    {
        var differences = await DifferencesAsync(AllCases.ByName[name]);

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Theory]
    [MemberData(nameof(BetterNames))]
    public async Task Differs_for_the_better_where_it_is_said_and_there_alone(string name)
    {
        var differences = await DifferencesAsync(AllCases.ByName[name]);

        Assert.Equal(
            BetterThanWhiptail.Cases[name].Aspects.Order(),
            differences.Select(difference => difference.Aspect).Distinct().Order());
    }

    private static async Task<IReadOnlyList<Difference>> DifferencesAsync(WhiptailCase one)
    {
        var expected = await one.RecordAsync(WhiptailUnderTest.Original);
        Assert.NotNull(expected.ExitCode);
        Assert.All(expected.Moments, moment => Assert.True(moment.IsCalm, "whiptail found no rest after " + moment.After));

        return RecordingComparer.Compare(expected, await one.RecordAsync(WhiptailUnderTest.Ours));
    }
}
