using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>The recorder itself, tried on Debian's whiptail.</summary>
public sealed class PlayerTests
{
    private static readonly WhiptailCase Menu =
        new("a menu", "--title Tapes --menu Pick: 12 40 3 a first b second c third d fourth", "Down Tab Enter");

    public static TheoryData<string> Names => [.. AllCases.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_case_comes_to_rest_after_each_step_and_to_an_end(string name)
    {
        var recording = await AllCases.ByName[name].RecordAsync(WhiptailUnderTest.Original);

        Assert.NotNull(recording.ExitCode);
        Assert.All(recording.Moments, moment => Assert.True(moment.IsCalm, "no rest after " + moment.After));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Two_runs_of_one_program_are_equal(string name)
    {
        var one = AllCases.ByName[name];

        var (first, second) = (await one.RecordAsync(WhiptailUnderTest.Original), await one.RecordAsync(WhiptailUnderTest.Original));

        Assert.Equal([], RecordingComparer.Compare(first, second));
    }
}
