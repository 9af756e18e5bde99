using System.Collections.Immutable;
using TuiSetup.Backends.Accounts;
using TuiSetup.Backends.FirstBoot;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Tests.Backends.FirstBoot;

public sealed class FirstBootRulesTests
{
    private static readonly HostState Host = new()
    {
        Timezones = ["Etc/UTC", "Europe/Prague"],
        Locales = ["C.UTF-8"],
        Layouts = [new Choice("us", "us")],
        Users = [new UserAccount("root", 0, 0, "/root", "/bin/bash")],
        Services = [new UnitFile("ssh.service", "enabled"), new UnitFile("demo.service", "disabled")],
    };

    [Fact]
    public void The_clock_cannot_be_set_over_the_network_without_a_service_for_it()
    {
        Assert.Contains("ntp: No service that sets the clock", Texts(Host, Sheet(("ntp", Value.Of(true)))));
        Assert.Empty(Check(Host with { CanNtp = true }, Sheet(("ntp", Value.Of(true)))));
        Assert.Empty(Check(Host, Sheet(("ntp", Value.Of(false)))));
    }

    [Fact]
    public void Whoever_switches_SSH_off_types_its_name()
    {
        var problem = Assert.Single(Check(Host, Sheet(("services", Value.List(["demo.service"])))));

        Assert.Equal((Severity.Confirm, "ssh.service"), (problem.Severity, problem.Phrase));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("gate-1.example.net", true)]
    [InlineData("-gate", false)]
    [InlineData("gate-", false)]
    [InlineData("ga_te", false)]
    [InlineData("gate..net", false)]
    [InlineData("世界", false)]
    public void A_hostname_is_one_of_RFC_1123(string name, bool isOne) => Assert.Equal(isOne, Check(Host, Sheet(("hostname", Value.Of(name)))).Count == 0);

    [Fact]
    public void A_hostname_has_64_characters_and_no_more()
    {
        Assert.Empty(Check(Host, Sheet(("hostname", Value.Of(new string('a', 60) + ".abc")))));
        Assert.Contains("has 65 characters", Texts(Host, Sheet(("hostname", Value.Of(new string('a', 60) + ".abcd")))));
    }

    [Theory]
    [InlineData("", Severity.Error)]
    [InlineData("a\nb", Severity.Error)]
    [InlineData("short", Severity.Warning)]
    public void A_password_that_is_none_is_refused_and_a_short_one_is_warned_of(string password, Severity severity)
    {
        var problem = Assert.Single(Check(Host, AnswerSheet.Empty.With("password", new Secret(password))));

        Assert.Equal(("password", severity), (problem.Field, problem.Severity));
        Assert.DoesNotContain(password.Length > 0 ? password : "\0", problem.ToString());
    }

    [Fact]
    public void A_service_of_the_bus_that_is_not_there_is_a_problem_of_those_who_need_it_alone()
    {
        var without = Host with { Missing = ImmutableDictionary<string, string>.Empty.Add(SystemdNames.Time, "it is not installed"), Timezones = [] };

        Assert.Contains("timezone: The service org.freedesktop.timedate1 cannot be used: it is not installed.", Texts(without, Sheet(("timezone", Value.Of("Etc/UTC")))));
        Assert.Empty(Check(without, Sheet(("hostname", Value.Of("a")))));
    }

    [Fact]
    public void Without_NetworkManager_the_network_cannot_be_set_up_and_all_else_can()
        => Assert.Equal(["device"], Check(Host, Sheet(("device", Value.Of("eth0")), ("ipv4_method", Value.Of("auto")), ("hostname", Value.Of("a")))).Select(problem => problem.Field));

    private static string Texts(HostState host, AnswerSheet answers) => string.Join('\n', Check(host, answers));

    private static List<Problem> Check(HostState host, AnswerSheet answers)
        => [.. FirstBootRules.Check(FirstBootRequest.From(answers), new FirstBootFacts(new PlanTarget("", "", Value.Nothing), host, null, "it is not installed"))];

    private static AnswerSheet Sheet(params (string Key, Value Value)[] answers) => answers.Aggregate(AnswerSheet.Empty, (sheet, pair) => sheet.With(pair.Key, pair.Value));
}
