using Newtonsoft.Json.Linq;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>kill -9 at the worst moments; what is left is found, and finished or taken back.</summary>
[Collection(OvsFixture.Name)]
public sealed class KilledTests(OvsFixture fixture) : IAsyncLifetime
{
    private const int Kill = 9;
    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("BeforeTransaction", false)]
    [InlineData("BeforeTransaction", true)]
    [InlineData("BeforeAnswer", false)]
    [InlineData("BeforeAnswer", true)]
    public async Task A_killed_run_is_resumed_or_taken_back(string stop, bool undo)
    {
        var socket = Path.Combine(_program.Folder, "db.sock");
        using (var proxy = new OvsdbProxy(socket, fixture.Lab.DatabaseSocket, Enum.Parse<ProxyStop>(stop)))
        {
            await using var run = _program.Start("run", "ovs-mirror", "--ovs", proxy.Address, "--answers", Answers(), "--yes");
            await proxy.Reached.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            run.Signal(Kill);
            await run.WaitForExitAsync(cancel: TestContext.Current.CancellationToken);
        }

        File.Delete(socket);
        File.CreateSymbolicLink(socket, fixture.Lab.DatabaseSocket);
        Assert.Equal("interrupted", await StatusAsync());

        // Nothing new begins before that is settled.
        var next = await _program.RunAsync("run", "ovs-mirror", "--answers", Answers(), "--yes");
        Assert.Equal(3, next.ExitCode);
        Assert.Contains("resume", next.Stderr, StringComparison.Ordinal);

        var resumed = await _program.RunAsync(undo ? ["resume", "--undo"] : ["resume"]);
        Assert.True(resumed.ExitCode == 0, resumed.Stderr);
        Assert.Equal(undo ? "undone" : "done", await StatusAsync());
        Assert.Equal(undo, await fixture.Lab.VsctlAsync("list", "mirror") == "");
    }

    [Fact]
    public async Task A_signal_during_the_transaction_finishes_it_and_takes_it_back()
    {
        fixture.Lab.Kill("ovs-vswitchd");
        try
        {
            await using var run = _program.Start("run", "ovs-mirror", "--answers", Answers(), "--yes", "--json");
            await run.WaitForStdoutLine(line => line.Contains("waiting for ovs-vswitchd", StringComparison.Ordinal));
            run.Signal(15);
            await fixture.Lab.RestoreAsync();

            Assert.Equal(130, await run.WaitForExitAsync(cancel: TestContext.Current.CancellationToken));
            Assert.Equal("cancelled", (string?)JObject.Parse(run.StdoutLines[^1])["outcome"]);
            Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
        }
        finally
        {
            await fixture.Lab.RestoreAsync();
        }
    }

    [Fact]
    public async Task The_second_of_two_runs_is_told_who_is_at_work()
    {
        var socket = Path.Combine(_program.Folder, "db.sock");
        using var proxy = new OvsdbProxy(socket, fixture.Lab.DatabaseSocket, ProxyStop.BeforeTransaction);
        await using var first = _program.Start("run", "ovs-mirror", "--ovs", proxy.Address, "--answers", Answers(), "--yes");
        await proxy.Reached.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        var second = await _program.RunAsync("run", "ovs-mirror", "--answers", Answers(), "--yes");

        Assert.Equal(3, second.ExitCode);
        Assert.Contains($"process {first.Pid} (applying ovs-mirror)", second.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_stops_a_run_before_anything_changes()
    {
        var mount = Path.Combine(_program.Folder, "small");
        Directory.CreateDirectory(mount);
        Assert.Equal(0, (await TestKit.ProcessRunner.RunAsync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", mount], cancel: TestContext.Current.CancellationToken)).ExitCode);
        try
        {
            _program.State = mount;
            var result = await _program.RunAsync("run", "ovs-mirror", "--answers", Answers(), "--yes");

            Assert.Equal(4, result.ExitCode);
            Assert.Contains("journal", result.Stderr, StringComparison.Ordinal);
            Assert.Contains("Nothing was changed", result.Stderr, StringComparison.Ordinal);
            Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
        }
        finally
        {
            await TestKit.ProcessRunner.RunAsync("umount", [mount], cancel: CancellationToken.None);
        }
    }

    private string Answers() => _program.Answers("""{ "bridge": "br0", "name": "ids", "select_src_port": ["v-h1"], "output_port": "v-mon" }""");

    private async Task<string?> StatusAsync()
        => (string?)JArray.Parse((await _program.RunAsync("history", "--json")).Stdout)[0]["status"];
}
