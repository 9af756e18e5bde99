using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail.RealPrograms;

/// <summary>tasksel, which with <c>--test</c> installs nothing.</summary>
public sealed class TaskselTests
{
    [Fact]
    public async Task Tasks_are_chosen()
    {
        var (recording, _) = await TwoRuns.AreEqualAsync(
            home => home.Script("templates", """
                . /usr/share/debconf/confmodule
                db_x_loadtemplatefile /var/lib/dpkg/info/tasksel.templates tasksel
                """),
            home => home.RecordAsync(
                "debconf -otasksel -fnoninteractive ./templates && exec tasksel --new-install --test", "Down Down Space PgDn Up Tab Enter"),
            boxes: 1);

        Assert.Contains(recording.Moments[0].Rows, row => row.Contains("Choose software to install:", StringComparison.Ordinal));
    }
}
