using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>The commands beside busctl, on the bus of a machine with its own systemd, logind and NetworkManager.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class BesideBusctlTests(ApplianceFixture fixture)
{
    private string Address => fixture.Machine.Address;

    public static TheoryData<string> Calls => [.. BusctlTable.Calls];

    public static TheoryData<string> Properties => [.. BusctlTable.Properties];

    public static TheoryData<string> Objects => [.. BusctlTable.Objects];

    public static TheoryData<string> Services => [.. BusctlTable.Services];

    [Fact]
    public void The_table_has_sixty_calls_at_least()
        => Assert.True(BusctlTable.Calls.Length + BusctlTable.Properties.Length >= 60);

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_is_answered_as_busctl_answers_it(string call) => await SameAsync("call", "call", call);

    [Theory]
    [MemberData(nameof(Properties))]
    public async Task Properties_are_what_busctl_says(string properties) => await SameAsync("get", "get-property", properties);

    [Theory]
    [MemberData(nameof(Services))]
    public async Task The_objects_of_a_service_are_those_of_busctl(string service)
    {
        var theirs = (await BusctlAsync("tree", "--list", service)).Required("busctl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var ours = (await OursAsync("tree", "--list", service)).Required("tuisetup").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(theirs.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task An_object_has_the_members_and_values_that_busctl_finds(string at)
    {
        var theirs = Rows(await BusctlAsync(["introspect", .. at.Split(' ')]));
        var ours = Rows(await OursAsync(["introspect", .. at.Split(' ')]));

        // We say of more members what they are, and busctl cuts values in the middle.
        string[] known = ["deprecated", "no-reply", "const", "emits-change", "emits-invalidation", "writable", "-"];
        Assert.Equal(theirs.Select(row => string.Join(' ', row[..3])), ours.Select(row => string.Join(' ', row[..3])));
        Assert.All(theirs.Zip(ours), pair => Assert.Equal(Flags(pair.First), Flags(pair.Second)));

        string Flags(string[] row) => string.Join(' ', row.Reverse().TakeWhile(known.Concat(["privileged", "hidden", "explicit", "sensitive"]).Contains).Where(known.Contains).Where(flag => flag != "-"));
    }

    [Fact]
    public async Task The_names_on_the_bus_are_those_that_busctl_lists_and_none_is_started_by_it()
    {
        var theirs = JArray.Parse((await BusctlAsync("--json=short", "list")).Required("busctl")).Select(name => (string)name["name"]!).Where(name => !name.StartsWith(':')).ToList();
        var ours = JArray.Parse((await OursAsync("list", "--json")).Required("tuisetup"));

        Assert.Equal(theirs.Order(StringComparer.Ordinal), ours.Select(name => (string)name["name"]!).Where(name => !name.StartsWith(':')).Order(StringComparer.Ordinal));
        var systemd = ours.Single(name => (string?)name["name"] == "org.freedesktop.systemd1");
        Assert.Equal((1, "init.scope", true), ((int)systemd["pid"]!, (string?)systemd["unit"], (bool)systemd["running"]!));
        Assert.Contains(ours, name => (string?)name["name"] == "org.freedesktop.NetworkManager" && (string?)name["unit"] == "NetworkManager.service");
    }

    [Fact]
    public async Task Looking_starts_no_service_unless_it_is_told_to()
    {
        string[] locale = ["org.freedesktop.locale1", "/org/freedesktop/locale1", "org.freedesktop.locale1"];
        await fixture.Machine.RunAsync("systemctl", "stop", "systemd-localed.service");

        var silent = await OursAsync(["get", .. locale, "Locale"]);
        Assert.Equal(9, silent.ExitCode);
        Assert.Contains("--auto-start", silent.Stderr);
        Assert.Equal(9, (await OursAsync("tree", locale[0])).ExitCode);
        Assert.Equal(9, (await OursAsync(["introspect", .. locale[..2]])).ExitCode);
        Assert.Contains("(activatable)", (await OursAsync("list", "--activatable")).Stdout.Split('\n').Single(line => line.StartsWith("org.freedesktop.locale1 ", StringComparison.Ordinal)));
        Assert.StartsWith("as ", (await OursAsync(["get", "--auto-start", .. locale, "Locale"])).Required("get"));
    }

    [Fact]
    public async Task All_objects_of_a_service_are_described_in_one_run()
    {
        var lines = (await OursAsync("introspect", "--all", "--json", "org.freedesktop.NetworkManager")).Required("introspect").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).ToList();
        var paths = (await BusctlAsync("tree", "--list", "org.freedesktop.NetworkManager")).Required("busctl").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(paths.Order(StringComparer.Ordinal), lines.Select(line => (string)line["path"]!).Order(StringComparer.Ordinal));
        var version = lines.Single(line => (string?)line["path"] == "/org/freedesktop/NetworkManager").SelectToken("$.interfaces[?(@.name=='org.freedesktop.NetworkManager')].properties[?(@.name=='Version')].value.data");
        Assert.Matches("^1\\.", (string?)version);
    }

    [Fact]
    public async Task What_needs_privilege_is_marked()
        => Assert.Matches(@"\.RebootWatchdogUSec +property +t +[0-9]+ +writable privileged", (await OursAsync("introspect", "org.freedesktop.systemd1", "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager")).Stdout);

    [Fact]
    public async Task It_waits_for_what_a_property_will_be()
    {
        await fixture.Machine.RunAsync("systemctl", "start", "systemd-localed.service");
        await using var waiting = ProcessRunner.Start(Tuisetup.Executable, [
            "dbus", "wait", "--address", Address, "--timeout", "60", "org.freedesktop.systemd1", "/org/freedesktop/systemd1/unit/systemd_2dlocaled_2eservice", "org.freedesktop.systemd1.Unit", "ActiveState", "inactive"]);
        await fixture.Machine.RunAsync("systemctl", "stop", "systemd-localed.service");
        Assert.Equal(0, await waiting.WaitForExitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_process_of_another_namespace_is_not_asked_about()
    {
        // The connection of this very test is one. systemd 252 as PID 1 falls over a question for the unit of process 0.
        var ours = JArray.Parse((await OursAsync("list", "--json")).Required("tuisetup"));
        Assert.DoesNotContain(ours, name => (long?)name["pid"] == 0);
        Assert.Equal("running", (await fixture.Machine.RunAsync("systemctl", "is-system-running")).Trim());
    }

    private static List<string[]> Rows(ProcessResult result)
        => [.. result.Required("introspect").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private async Task SameAsync(string ourVerb, string theirVerb, string words)
    {
        var theirs = await BusctlAsync([theirVerb, .. words.Split(' ')]);
        var ours = await OursAsync([ourVerb, .. words.Split(' '), .. (ourVerb == "get" ? ["--auto-start"] : (string[])[])]);
        Assert.Equal(theirs.ExitCode == 0, ours.ExitCode == 0);
        Assert.Equal(theirs.Stdout, ours.Stdout);
        if (theirs.ExitCode != 0)
        {
            Assert.Equal(theirs.Stderr.Contains("no such name", StringComparison.Ordinal) ? 9 : 7, ours.ExitCode);
            Assert.Contains(theirs.Stderr.TrimEnd()[(theirs.Stderr.IndexOf(": ", StringComparison.Ordinal) + 2)..], ours.Stderr);
            return;
        }

        var theirJson = await BusctlAsync(["--json=short", theirVerb, .. words.Split(' ')]);
        var ourJson = await OursAsync([ourVerb, "--json", .. words.Split(' ')]);
        Assert.Equal(theirJson.Required("busctl"), ourJson.Required("tuisetup") is "{\"type\":\"\",\"data\":[]}\n" ? "" : ourJson.Stdout);
    }

    private Task<ProcessResult> BusctlAsync(params string[] arguments)
        => ProcessRunner.RunAsync("busctl", ["--address=" + Address, "--no-pager", "--full", .. arguments], cancel: TestContext.Current.CancellationToken);

    private Task<ProcessResult> OursAsync(params string[] arguments)
        => ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", arguments[0], "--address", Address, .. arguments[1..]], cancel: TestContext.Current.CancellationToken);
}
