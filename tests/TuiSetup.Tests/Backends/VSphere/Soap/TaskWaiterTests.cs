using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;
using static TuiSetup.Tests.Backends.VSphere.Soap.Clients;

namespace TuiSetup.Tests.Backends.VSphere.Soap;

[Collection(VCenterFixture.Name)]
public sealed class TaskWaiterTests(VCenterFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_tasks_are_waited_for_with_one_list_and_one_filter()
    {
        await using var server = fixture.Start();
        server.Tasks.Duration = TimeSpan.FromMilliseconds(30);
        await using var client = await ConnectAsync(server);
        using var waiter = new TaskWaiter(client, looksFirst: false);
        var groups = server.Inventory.Objects.OfType<Portgroup>().Where(group => group.Name != "DSwitch-DVUplinks").ToList();

        await Task.WhenAll(groups.Select(group => waiter.RunAsync(Describe(group, "of many"), null, Cancel)));
        await waiter.RunAsync(Describe(groups[0], "later"), null, Cancel);

        Assert.Equal((1, 1, 1), (server.Calls["CreateListView"], server.Calls["CreatePropertyCollector"], server.Calls["CreateFilter"]));
        Assert.Equal(["later", "of many", "of many"], groups.Select(group => group.Description));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task A_task_that_is_over_already_needs_no_list()
    {
        await using var server = fixture.Start();
        await using var client = await ConnectAsync(server);
        using var waiter = new TaskWaiter(client);
        var group = server.Inventory.Objects.OfType<Portgroup>().First(one => one.Name == "DPG-original");
        server.Troubles.Add("ReconfigureDVPortgroup_Task", new Trouble(Then: answer =>
        {
            SpinWait.SpinUntil(() => group.Description == "done" && server.Inventory.Objects.OfType<SimTask>().All(task => task.State == "success"), TimeSpan.FromSeconds(10));
            return answer;
        }));

        await waiter.RunAsync(Describe(group, "done"), null, Cancel);

        Assert.False(server.Calls.ContainsKey("CreateListView"));
    }

    [Fact]
    public async Task A_task_that_fails_throws_its_fault_by_name()
    {
        await using var server = fixture.Start();
        await using var client = await ConnectAsync(server);
        using var waiter = new TaskWaiter(client, looksFirst: false);
        var uplinks = server.Inventory.Switches.First().UplinkPortgroup!;

        var fault = await Assert.ThrowsAsync<VimFault>(() => waiter.RunAsync(new SoapCall("Destroy_Task", new MoRef(uplinks.Type, uplinks.Id)), null, Cancel));

        Assert.Equal("ResourceInUse", fault.Name);
        Assert.Contains("DSwitch-DVUplinks", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_runs_out_while_tasks_run_loses_none_of_them()
    {
        await using var server = fixture.Start();
        server.Tasks.Duration = TimeSpan.FromMilliseconds(300);
        await using var client = await ConnectAsync(server);
        using var waiter = new TaskWaiter(client, looksFirst: false);
        var group = server.Inventory.Objects.OfType<Portgroup>().First(one => one.Name == "DPG-original");

        var running = waiter.RunAsync(Describe(group, "done"), new Once(server.Sessions.ExpireAll), Cancel);
        await running;

        Assert.Equal("done", group.Description);
        Assert.Equal(2, server.Calls["Login"]);
    }

    [Fact]
    public async Task A_session_that_runs_out_between_the_start_of_a_task_and_its_listing_loses_nothing()
    {
        await using var server = fixture.Start();
        server.Tasks.Duration = TimeSpan.FromMilliseconds(50);
        await using var client = await ConnectAsync(server);
        using var waiter = new TaskWaiter(client, looksFirst: false);
        var group = server.Inventory.Objects.OfType<Portgroup>().First(one => one.Name == "DPG-original");
        await waiter.RunAsync(Describe(group, "first"), null, Cancel);
        server.Troubles.Add("ReconfigureDVPortgroup_Task", new Trouble(Then: answer =>
        {
            server.Sessions.ExpireAll();
            return answer;
        }));

        await waiter.RunAsync(Describe(group, "second"), null, Cancel);

        Assert.Equal(("second", 2), (group.Description, server.Calls["Login"]));
    }

    [Fact]
    public async Task A_cut_long_poll_is_asked_again()
    {
        await using var server = fixture.Start();
        await using var client = await ConnectAsync(server);
        using var waiter = new TaskWaiter(client, looksFirst: false);
        server.Troubles.Add("WaitForUpdatesEx", Trouble.HangUp, times: 2);
        server.Troubles.Add("WaitForUpdatesEx", Trouble.Of(new SimFault("InvalidCollectorVersion", "no")));
        var group = server.Inventory.Objects.OfType<Portgroup>().First(one => one.Name == "DPG-original");

        await waiter.RunAsync(Describe(group, "done"), null, Cancel);

        Assert.Equal("done", group.Description);
    }

    [Fact]
    public async Task A_task_that_the_server_has_forgotten_is_taken_for_ended()
    {
        await using var server = fixture.Start();
        await using var client = await ConnectAsync(server);
        using var waiter = new TaskWaiter(client, looksFirst: false);
        server.Troubles.Add("ReconfigureDVPortgroup_Task", new Trouble(Then: answer => answer with
        {
            Body = System.Text.Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(System.Text.Encoding.UTF8.GetString(answer.Body), "task-[0-9]+", "task-1")),
        }));
        var group = server.Inventory.Objects.OfType<Portgroup>().First(one => one.Name == "DPG-original");

        Assert.Null(await waiter.RunAsync(Describe(group, "done"), null, Cancel));
    }

    private static SoapCall Describe(Portgroup group, string text) => new("ReconfigureDVPortgroup_Task", new MoRef(group.Type, group.Id), to => to.Group("spec", spec =>
    {
        spec.Text("configVersion", $"{group.ConfigVersion}");
        spec.Text("description", text);
    }));

    /// <summary>Acts on the first progress.</summary>
    private sealed class Once(Action action) : IProgress<string>
    {
        private int _done;

        public void Report(string value)
        {
            if (Interlocked.Exchange(ref _done, 1) == 0)
            {
                action();
            }
        }
    }
}
