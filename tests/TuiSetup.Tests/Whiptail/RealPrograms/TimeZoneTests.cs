using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail.RealPrograms;

/// <summary>What <c>dpkg-reconfigure tzdata</c> asks. Only the answers are kept, and in a database of the test.</summary>
public sealed class TimeZoneTests
{
    [Fact]
    public async Task A_time_zone_is_chosen()
    {
        var (recording, answered) = await TwoRuns.AreEqualAsync(
            home => home.Script("zone", """
                . /usr/share/debconf/confmodule
                db_x_loadtemplatefile /var/lib/dpkg/info/tzdata.templates tzdata
                db_input critical tzdata/Areas
                db_go
                db_get tzdata/Areas
                zones="tzdata/Zones/$RET"
                db_input critical "$zones"
                db_go
                db_get "$zones"
                printf '%s\n' "$RET" >"$ANSWERS"
                """),
            home => home.RecordAsync("debconf -otzdata -fdialog ./zone", "Home PgDn Up e Enter Home v PgDn PgUp v Enter"),
            boxes: 2);

        Assert.Contains(recording.Moments[0].Rows, row => row.Contains("Geographic area:", StringComparison.Ordinal));
        Assert.NotEqual("", answered);
    }

    [Fact]
    public async Task The_package_s_own_script_asks()
    {
        var (recording, _) = await TwoRuns.AreEqualAsync(
            home => home.Script("zone", """
                . /usr/share/debconf/confmodule
                db_x_loadtemplatefile /var/lib/dpkg/info/tzdata.templates tzdata
                exec /var/lib/dpkg/info/tzdata.config reconfigure
                """),
            home => home.RecordAsync("DEBCONF_RECONFIGURE=1 debconf -otzdata -fdialog ./zone", "Home e Enter Home b Enter"),
            boxes: 2);

        Assert.Contains(recording.Moments[0].Rows, row => row.Contains("Geographic area:", StringComparison.Ordinal));
    }
}
