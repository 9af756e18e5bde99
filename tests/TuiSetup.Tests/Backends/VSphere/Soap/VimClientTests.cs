using Microsoft.Extensions.Time.Testing;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;
using static TuiSetup.Tests.Backends.VSphere.Soap.Clients;

namespace TuiSetup.Tests.Backends.VSphere.Soap;

/// <summary>The client and a server: versions, logins, sessions, and what goes wrong on the way.</summary>
[Collection(VCenterFixture.Name)]
public sealed class VimClientTests(VCenterFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("6.5", "6.5")]
    [InlineData("6.7", "6.7.1")]
    [InlineData("7.0", "7.0.3.0")]
    [InlineData("8.0", "8.0.3.0")]
    public async Task The_newest_version_that_both_sides_know_is_spoken(string release, string version)
    {
        await using var server = fixture.Start(Profile.All.First(one => one.Release.StartsWith(release, StringComparison.Ordinal)));
        await using var client = await ConnectAsync(server);

        Assert.Equal(version, client.ApiVersion);
    }

    [Fact]
    public async Task A_session_is_logged_out_at_its_end()
    {
        await using var server = fixture.Start();
        await using (await ConnectAsync(server))
        {
            Assert.Equal(1, server.Sessions.Open);
        }

        Assert.Equal(0, server.Sessions.Open);
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task An_idle_session_is_kept_alive_every_five_minutes()
    {
        await using var server = fixture.Start();
        var time = new FakeTimeProvider();
        await using var client = await ConnectAsync(server, time: time);
        var asked = new TaskCompletionSource();
        server.Troubles.Add("CurrentTime", new Trouble(Then: answer =>
        {
            asked.SetResult();
            return answer;
        }));
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.False(server.Calls.ContainsKey("CurrentTime"));

        time.Advance(TimeSpan.FromSeconds(1));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        Assert.False(server.Calls.ContainsKey("SessionIsActive"));
    }

    [Fact]
    public async Task A_wrong_password_is_said_in_words()
    {
        await using var server = fixture.Start();

        var refused = await Assert.ThrowsAsync<BackendException>(() => ConnectAsync(server, password: "wrong"));

        Assert.Equal(("InvalidLogin", BackendFailure.Unreachable), (refused.Name, refused.Failure));
        Assert.Contains("does not accept the user name 'administrator@vsphere.local'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lone_host_is_told_from_a_vcenter()
    {
        await using var server = fixture.Start();
        server.Sessions.ApiType = "HostAgent";

        var refused = await Assert.ThrowsAsync<BackendException>(() => ConnectAsync(server));

        Assert.Contains("Distributed switches belong to a vCenter", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inventory_comes_in_pages_with_progress()
    {
        await using var server = fixture.Start(machines: 30);
        server.Properties.PageSize = 7;
        await using var client = await ConnectAsync(server);
        var progress = new List<int>();

        var machines = await new PropertyReader(client).ReadAllAsync([new PropertySpec("VirtualMachine", "name", "config.hardware.device")], new Counter(progress), Cancel);

        Assert.Equal(38, machines.Count);
        Assert.Equal([7, 14, 21, 28, 35, 38], progress);
        Assert.Equal(6, server.Calls["RetrievePropertiesEx"] + server.Calls["ContinueRetrievePropertiesEx"]);
        var devices = machines.First(one => one.Text("name") == "t1")["config.hardware.device"]!;
        Assert.Equal("VirtualVmxnet3", Assert.Single(devices.Children).Type);
    }

    [Fact]
    public async Task A_reading_that_is_cancelled_lets_the_server_forget_the_rest()
    {
        await using var server = fixture.Start(machines: 30);
        server.Properties.PageSize = 7;
        await using var client = await ConnectAsync(server);
        using var stop = new CancellationTokenSource();
        var pages = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PropertyReader(client).ReadAllAsync(
            [new PropertySpec("VirtualMachine", "name")],
            new Each(() =>
            {
                if (++pages == 2)
                {
                    stop.Cancel();
                }
            }),
            stop.Token));

        Assert.Equal((2, 1, 1), (pages, server.Calls["CancelRetrievePropertiesEx"], server.Calls["DestroyView"]));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task A_session_that_ran_out_is_renewed_once()
    {
        await using var server = fixture.Start();
        await using var client = await ConnectAsync(server);
        server.Sessions.ExpireAll();

        var found = await new PropertyReader(client).ReadAllAsync([new PropertySpec("Datacenter", "name")], null, Cancel);

        Assert.Equal("DC1", Assert.Single(found).Text("name"));
        Assert.Equal((2, 2), (server.Calls["Login"], client.Epoch));
    }

    [Fact]
    public async Task A_session_that_runs_out_between_pages_starts_the_reading_again()
    {
        await using var server = fixture.Start();
        server.Properties.PageSize = 3;
        await using var client = await ConnectAsync(server);

        var found = await new PropertyReader(client).ReadAllAsync(
            [new PropertySpec("VirtualMachine", "name")],
            new Once(server.Sessions.ExpireAll),
            Cancel);

        Assert.Equal(20, found.Select(one => one.Ref).Distinct().Count());
        Assert.Equal(20, found.Count);
    }

    [Fact]
    public async Task A_new_password_on_the_server_is_not_tried_for_ever()
    {
        await using var server = fixture.Start();
        await using var client = await ConnectAsync(server);
        server.Sessions.ExpireAll();
        server.Troubles.Add("Login", Trouble.Of(new SimFault("InvalidLogin", "no")));

        var refused = await Assert.ThrowsAsync<BackendException>(() => new PropertyReader(client).ReadAllAsync([new PropertySpec("Datacenter", "name")], null, Cancel));

        Assert.Equal("InvalidLogin", refused.Name);
    }

    [Theory]
    [InlineData("503")]
    [InlineData("hang up")]
    [InlineData("truncated")]
    public async Task What_passes_is_waited_for(string trouble)
    {
        await using var server = fixture.Start();
        await using var client = await ConnectAsync(server);
        var told = new List<string>();
        client.Away += told.Add;
        server.Troubles.Add("RetrievePropertiesEx", trouble switch { "503" => Trouble.Unavailable, "hang up" => Trouble.HangUp, _ => Trouble.Truncated }, times: 2);

        var found = await new PropertyReader(client).ReadAllAsync([new PropertySpec("Datacenter", "name")], null, Cancel);

        Assert.Single(found);
        Assert.Contains("is away", Assert.Single(told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("versions")]
    [InlineData("RetrieveServiceContent")]
    public async Task A_server_that_answers_in_html_is_not_a_vcenter(string method)
    {
        await using var server = fixture.Start();
        server.Troubles.Add(method, Trouble.Html);

        var refused = await Assert.ThrowsAsync<BackendException>(() => ConnectAsync(server));

        Assert.Contains("HTTP 200 with text/html, not as a vCenter does", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_said_at_once()
    {
        var server = fixture.Start();
        await server.DisposeAsync();

        var refused = await Assert.ThrowsAsync<BackendException>(() => ConnectAsync(server));

        Assert.Equal(BackendFailure.Unreachable, refused.Failure);
        Assert.Contains("Connection refused", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_may_be_unknown_in_parts()
    {
        await using var server = fixture.Start();
        server.Troubles.Add("CurrentTime", new Trouble(Then: answer => answer with
        {
            Body = System.Text.Encoding.UTF8.GetBytes("""
                <?xml version="1.0"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema">
                <S:Header><later xmlns="urn:other"><a/></later></S:Header><S:Body><CurrentTimeResponse xmlns="urn:vim25">
                <returnval i:type="SomethingOfVersion9"><name i:type="x:string">a &amp; b</name><new><deep/></new><moref type="Task">task-1</moref></returnval>
                </CurrentTimeResponse></S:Body></S:Envelope>
                """),
        }));
        await using var client = await ConnectAsync(server);

        var value = Assert.Single(await client.CallAsync(new SoapCall("CurrentTime", MoRef.ServiceInstance), Cancel));

        Assert.Equal(("SomethingOfVersion9", "a & b"), (value.Type, value["name"]));
        Assert.Equal(("string", true), (value.Child("name")!.Type, value.Child("name")!.IsSchemaType));
        Assert.Equal(new MoRef("Task", "task-1"), value.Ref("moref"));
    }

    [Fact]
    public async Task An_answer_that_has_no_end_is_not_taken()
    {
        await using var server = fixture.Start();
        server.Troubles.Add("CurrentTime", new Trouble(Then: answer => answer with { Body = Endless() }));
        await using var client = await ConnectAsync(server);

        var refused = await Assert.ThrowsAsync<BackendException>(() => client.CallAsync(new SoapCall("CurrentTime", MoRef.ServiceInstance), Cancel));

        Assert.Contains("longer than 128 MiB", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>200 MB that are well-formed as far as they go.</summary>
    private static byte[] Endless()
    {
        var body = new byte[200 * 1024 * 1024];
        body.AsSpan().Fill((byte)' ');
        "<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'>"u8.CopyTo(body);
        return body;
    }

    private sealed class Counter(List<int> counts) : IProgress<int>
    {
        public void Report(int value) => counts.Add(value);
    }

    private sealed class Each(Action action) : IProgress<int>
    {
        public void Report(int value) => action();
    }

    private sealed class Once(Action action) : IProgress<int>
    {
        private int _done;

        public void Report(int value)
        {
            if (Interlocked.Exchange(ref _done, 1) == 0)
            {
                action();
            }
        }
    }
}
