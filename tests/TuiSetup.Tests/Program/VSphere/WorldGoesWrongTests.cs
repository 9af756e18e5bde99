using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Http;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>What a vCenter, a network, other admins and the user do at the wrong moment.</summary>
[Collection(VCenterFixture.Name)]
public sealed class WorldGoesWrongTests(VCenterFixture fixture)
{
    private const string Three = """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["t1", "t2", "web-001"] """;
    private const string All = """ "dvs": "DSwitch", "primary": 100, "isolated": 101, "move": "portgroups", "portgroups": ["DPG-servers"] """;
    private const string Confirm = """, "confirm": ["vcenter"] """;

    [Fact]
    public async Task A_wrong_password_is_exit_code_6()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var answers = program.Answers(Three);
        await File.WriteAllTextAsync(answers, (await File.ReadAllTextAsync(answers, Cancel)).Replace("VC_PASSWORD", "WRONG_PASSWORD", StringComparison.Ordinal), Cancel);
        program.Environment["WRONG_PASSWORD"] = "not it";

        var result = await program.RunAsync("run", "vsphere-pvlan", "--answers", answers, "--yes");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("does not accept the user name", result.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("not it", result.Stdout + result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_certificate_is_shown_an_accepted_one_remembered_and_another_one_turned_away()
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var known = program.Answers(Three);
        var unknown = program.Answers(Three);
        await File.WriteAllTextAsync(unknown, (await File.ReadAllTextAsync(unknown, Cancel)).Replace($"\"fingerprint\": \"{program.Fingerprint}\",", "", StringComparison.Ordinal), Cancel);

        var refused = await program.RunAsync("plan", "vsphere-pvlan", "--answers", unknown);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains(program.Fingerprint, refused.Stdout + refused.Stderr, StringComparison.Ordinal);
        Assert.False(server.Calls.ContainsKey("Login"));

        Assert.Equal(0, (await program.RunAsync("plan", "vsphere-pvlan", "--answers", known)).ExitCode);
        Assert.Equal(0, (await program.RunAsync("plan", "vsphere-pvlan", "--answers", unknown)).ExitCode);

        server.Certificate = TestCertificate.Create();
        var changed = await program.RunAsync("plan", "vsphere-pvlan", "--answers", unknown);
        Assert.Equal(6, changed.ExitCode);
        Assert.Contains("another one than was accepted", changed.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 4)]
    public async Task Another_admin_at_the_same_switch_is_tried_again_three_times(int collisions, int exitCode)
    {
        await using var server = fixture.Start();
        server.Troubles.Add("ReconfigureDvs_Task/task", Trouble.InTask(SimFault.Concurrent), collisions);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Three);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(exitCode == 0 ? 2 : 0, server.Inventory.Switches.First().Pvlans.Count);
    }

    [Fact]
    public async Task A_host_that_does_not_follow_at_once_is_told_and_given_the_switch_once_more()
    {
        await using var server = fixture.Start();
        var (dvs, host) = (server.Inventory.Switches.First(), server.Inventory.Objects.OfType<Host>().First());
        dvs.Refusals[host] = 1;
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Three);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Contains($"not every host followed: {host.Name}: PlatformConfigFault: Unable to set", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(1, server.Calls["RectifyDvsOnHost_Task"]);
        Assert.Empty(dvs.OutOfSync);
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task Hosts_that_never_follow_are_told_one_by_one_as_what_is_left()
    {
        await using var server = fixture.Start();
        var (dvs, hosts) = (server.Inventory.Switches.First(), server.Inventory.Objects.OfType<Host>().Take(2).ToList());
        hosts.ForEach(host => dvs.Refusals[host] = int.MaxValue);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Three);

        Assert.Equal(5, result.ExitCode);
        Assert.All(hosts, host => Assert.Contains($"{host.Name}: PlatformConfigFault: Unable to set", result.Stdout, StringComparison.Ordinal));
        Assert.Contains("vCenter shows them as out of sync", result.Stdout, StringComparison.Ordinal);
        Assert.Empty(dvs.Pvlans);
        Assert.False(server.Calls.ContainsKey("ReconfigVM_Task"));
    }

    [Fact]
    public async Task One_machine_that_cannot_move_brings_all_others_back()
    {
        await using var server = fixture.Start(machines: 40);
        server.Troubles.Add("ReconfigVM_Task/task", new Trouble(), 4);
        server.Troubles.Add("ReconfigVM_Task/task", Trouble.InTask(new SimFault("GenericVmConfigFault", "The disk is full.", ("reason", "The disk is full."))));
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var before = Networks(server);

        var result = await program.ApplyAsync(All, Confirm);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("The disk is full", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(before, Networks(server));
        Assert.Empty(server.Inventory.Switches.First().Pvlans);
        Assert.DoesNotContain(server.Inventory.Objects.OfType<Portgroup>(), group => group.Name.Contains("isolated", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ReconfigureDvs_Task")]
    [InlineData("AddDVPortgroup_Task")]
    [InlineData("ReconfigVM_Task")]
    public async Task A_write_whose_answer_is_lost_is_not_made_twice(string method)
    {
        await using var server = fixture.Start();
        server.Tasks.Duration = TimeSpan.FromMilliseconds(100);
        server.Troubles.Add(method, Trouble.LostAnswer);
        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(Three);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Equal(2, server.Inventory.Switches.First().Pvlans.Count);
    }

    [Fact]
    public async Task A_network_that_is_gone_in_the_middle_of_many_moves_is_waited_for()
    {
        await using var server = fixture.Start(machines: 60);
        server.Tasks.Duration = TimeSpan.FromMilliseconds(50);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        await using var running = program.Start("run", "vsphere-pvlan", "--answers", program.Answers(All, Confirm), "--yes", "--json");
        await WaitForMovesAsync(server, 4);
        server.IsAway = true;
        server.Troubles.Add("WaitForUpdatesEx", Trouble.HangUp, 3);
        await running.WaitForStdoutLine(line => line.Contains("is away", StringComparison.Ordinal));
        server.IsAway = false;

        var result = await VSphereProgram.EndAsync(running);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Contains("is away", result.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Inventory.Machines.SelectMany(machine => machine.Cards), card => card.Port?.Portgroup.Name == "DPG-servers");
    }

    [Fact]
    public async Task A_session_that_runs_out_in_the_middle_of_many_moves_is_renewed()
    {
        await using var server = fixture.Start(machines: 60);
        server.Tasks.Duration = TimeSpan.FromMilliseconds(50);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        await using var running = program.Start("run", "vsphere-pvlan", "--answers", program.Answers(All, Confirm), "--yes", "--json");
        await WaitForMovesAsync(server, 4);
        server.Sessions.ExpireAll();

        var result = await VSphereProgram.EndAsync(running);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Equal((2, 0), (server.Calls["Login"], server.Sessions.Open));
    }

    [Fact]
    public async Task Interrupted_in_the_middle_of_many_moves_it_takes_them_back()
    {
        await using var server = fixture.Start(machines: 60);
        server.Tasks.Duration = TimeSpan.FromMilliseconds(50);
        var before = Networks(server);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        await using var running = program.Start("run", "vsphere-pvlan", "--answers", program.Answers(All, Confirm), "--yes", "--json");
        await WaitForMovesAsync(server, 4);
        running.Signal(15);

        var result = await VSphereProgram.EndAsync(running);

        Assert.Equal(130, result.ExitCode);
        Assert.Equal(before, Networks(server));
        Assert.Empty(server.Inventory.Switches.First().Pvlans);
        Assert.Equal(0, server.Sessions.Open);
    }

    [Fact]
    public async Task A_run_that_was_killed_is_finished_or_taken_back_later()
    {
        await using var server = fixture.Start(machines: 60);
        server.Tasks.Duration = TimeSpan.FromMilliseconds(50);
        var before = Networks(server);
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        foreach (var undo in (bool[])[true, false])
        {
            await using var running = program.Start("run", "vsphere-pvlan", "--answers", program.Answers(All, Confirm), "--yes", "--json");
            await WaitForMovesAsync(server, 4);
            running.Signal(9);
            await VSphereProgram.EndAsync(running);

            var resumed = await program.RunAsync(undo ? ["resume", "--undo"] : ["resume"]);

            Assert.True(resumed.ExitCode == 0, resumed.Stdout + resumed.Stderr);
            if (undo)
            {
                Assert.Equal(before, Networks(server));
            }
        }

        Assert.DoesNotContain(server.Inventory.Machines.SelectMany(machine => machine.Cards), card => card.Port?.Portgroup.Name == "DPG-servers");
    }

    [Fact]
    public async Task Names_keep_their_slashes_quotes_and_characters_of_any_script()
    {
        await using var server = fixture.Start();
        lock (server.Inventory.Gate)
        {
            server.Inventory.Machines.First(machine => machine.Name == "t1").Name = "隔离%2ft\"1\" 100%25";
        }

        using var program = new VSphereProgram(server, "vsphere-pvlan");

        var result = await program.ApplyAsync(""" "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["隔离/t\"1\" 100%"], "isolated_portgroup": "端口/组 \\ 100% <&>" """);

        Assert.True(result.ExitCode == 0, result.Stdout + result.Stderr);
        Assert.Contains(server.Inventory.Objects.OfType<Portgroup>(), group => group.Name == "端口%2f组 %5c 100%25 <&>");
        Assert.Equal("unchanged", (string?)VSphereProgram.LastLine(await program.ApplyAsync(""" "dvs": "DSwitch", "primary": 100, "isolated": 101, "nics": ["隔离/t\"1\" 100%"], "isolated_portgroup": "端口/组 \\ 100% <&>" """))["outcome"]);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("503")]
    [InlineData("gone")]
    [InlineData("host")]
    public async Task What_is_no_vcenter_is_exit_code_6(string what)
    {
        await using var server = fixture.Start();
        using var program = new VSphereProgram(server, "vsphere-pvlan");
        var answers = program.Answers(Three);
        if (what is "html" or "503")
        {
            server.Troubles.Add("versions", what == "html" ? Trouble.Html : Trouble.Unavailable);
        }

        server.Sessions.ApiType = what == "host" ? "HostAgent" : "VirtualCenter";
        server.IsAway = what == "gone";

        var result = await program.RunAsync("run", "vsphere-pvlan", "--answers", answers, "--yes");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains(what switch { "html" => "not as a vCenter does", "503" => "HTTP 503", "host" => "Distributed switches belong to a vCenter", _ => "cannot be reached" }, result.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Stderr, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task WaitForMovesAsync(VCenterServer server, int moves)
    {
        while (true)
        {
            Task changed;
            lock (server.Inventory.Gate)
            {
                changed = server.Inventory.Changed;
                if (server.Inventory.Objects.OfType<SimTask>().Count(task => task.Method == "ReconfigVM_Task" && task.State == "running") + server.Inventory.Machines.Count(machine => machine.Version > 1) >= moves
                    && server.Inventory.Machines.Any(machine => machine.IsBusy))
                {
                    return;
                }
            }

            await changed.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        }
    }

    private static IReadOnlyList<string> Networks(VCenterServer server)
        => [.. server.Inventory.Machines.SelectMany(machine => machine.Cards.Select(card => $"{machine.Name} {card.Port?.Portgroup.Name ?? card.Network} {card.Mac} {card.Connected}"))];
}
