using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core.Problems;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Ovsdb;

public sealed class OvsdbClientTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Another_database_is_refused_by_name()
    {
        await using var server = FakeServer.Listen(_folder["s"], (_, _) => FakeServer.Result(new JArray("_Server", "hardware_vtep")));

        var refused = await Assert.ThrowsAsync<BackendException>(ConnectAsync);

        Assert.Equal(BackendFailure.Unreachable, refused.Failure);
        Assert.Contains("not Open vSwitch's: it has _Server, hardware_vtep.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_the_advice_says_what_to_do()
    {
        var missing = await Assert.ThrowsAsync<BackendException>(ConnectAsync);
        _folder.Write("s", "");
        var refused = await Assert.ThrowsAsync<BackendException>(ConnectAsync);

        Assert.Equal((BackendFailure.Unreachable, BackendFailure.Unreachable), (missing.Failure, refused.Failure));
        Assert.Contains("Start Open vSwitch", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Check that ovsdb-server runs", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"rows":[]},{"error":"constraint violation","details":"13 is not allowed"},null]""", "constraint violation", "at 'update': constraint violation (13 is not allowed)")]
    [InlineData("""[{"rows":[]},{},{},{"error":"referential integrity violation","details":"row gone"}]""", "referential integrity violation", "at 'commit': referential integrity violation (row gone)")]
    [InlineData("""[{"error":"timed out"},null,null]""", "timed out", "at 'select': timed out ()")]
    [InlineData("""[{}]""", null, "too few results")]
    [InlineData("""{}""", null, "too few results")]
    public async Task A_transaction_that_fails_is_told_with_its_operation(string results, string? name, string message)
    {
        await using var server = Serve(JToken.Parse(results));
        await using var client = await ConnectAsync();

        var failed = await Assert.ThrowsAsync<BackendException>(
            () => client.TransactAsync([OvsdbOperations.Select("T", "c"), OvsdbOperations.Update("T", "u", []), OvsdbOperations.Comment("x")], Cancel));

        Assert.Equal((BackendFailure.Failed, name), (failed.Failure, failed.Name));
        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_gives_a_result_for_each_operation()
    {
        await using var server = Serve(JToken.Parse("""[{"rows":[{"c":1}]},{"count":1}]"""));
        await using var client = await ConnectAsync();

        var results = await client.TransactAsync([OvsdbOperations.Select("T", "c"), OvsdbOperations.Update("T", "u", [])], Cancel);

        Assert.Equal((1, 1), ((int)results[0]["rows"]![0]!["c"]!, (int)results[1]["count"]!));
    }

    [Fact]
    public async Task A_monitor_gives_the_rows_as_they_are_and_as_they_change()
    {
        await using var server = FakeServer.Script(_folder["s"], async peer =>
        {
            await peer.ReadAsync();
            await peer.SendAsync("""{"id":1,"result":["Open_vSwitch"],"error":null}""");
            await peer.ReadAsync();
            await peer.SendAsync("""{"id":2,"result":{"T":{"u1":{"new":{"c":1}}}},"error":null}{"id":null,"method":"update","params":["T",{"T":{"u1":{"old":{"c":1}}}}]}""");
        });
        await using var client = await ConnectAsync();
        var seen = new List<string>();

        await Assert.ThrowsAsync<BackendException>(async () =>
        {
            await foreach (var rows in client.MonitorAsync("T", ["c"], Cancel))
            {
                seen.AddRange(rows.Select(row => $"{row.Uuid} {row.Row?["c"]}"));
            }
        });

        Assert.Equal(["u1 1", "u1 "], seen);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FakeServer Serve(JToken results) => FakeServer.Listen(_folder["s"], (method, _) => FakeServer.Result(method == "list_dbs" ? new JArray("Open_vSwitch") : results));

    private Task<OvsdbClient> ConnectAsync()
        => OvsdbClient.ConnectAsync(new OvsdbEndpoint(new OvsdbAddress(OvsdbTransport.Unix, _folder["s"], 0), "", "", ""), TimeProvider.System, Cancel);
}
