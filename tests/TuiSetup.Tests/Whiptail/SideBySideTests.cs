using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>Every case, by Debian's whiptail and by ours.</summary>
public sealed class SideBySideTests
{
    public static TheoryData<string> Names => [.. AllCases.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Shows_and_answers_what_whiptail_does(string name)
    {
        var one = AllCases.ByName[name];

        var (expected, actual) = (await one.RecordAsync(WhiptailUnderTest.Original), await one.RecordAsync(WhiptailUnderTest.Ours));

        var differences = RecordingComparer.Compare(expected, actual);
        var allowed = BetterThanWhiptail.Cases.TryGetValue(name, out var better) ? better.Aspects : [];
        Assert.True(
            differences.All(difference => allowed.Contains(difference.Aspect)),
            string.Join(Environment.NewLine, differences));
        Assert.Equal(allowed.Order(), differences.Select(difference => difference.Aspect).Distinct().Order());
    }
}
