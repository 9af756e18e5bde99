using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core.Problems;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Ovsdb;

public sealed class JsonRpcConnectionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Answers_in_another_order_reach_their_own_calls()
    {
        await using var server = FakeServer.Script(_folder["s"], async peer =>
        {
            var calls = new[] { await peer.ReadAsync(), await peer.ReadAsync(), await peer.ReadAsync() };
            foreach (var call in calls.Reverse())
            {
                await peer.SendAsync(new JObject { ["id"] = call!["id"], ["result"] = $"to {call["method"]}", ["error"] = null }.ToString(Formatting.None));
            }
        });
        await using var connection = await ConnectAsync();

        var answers = await Task.WhenAll(connection.CallAsync("a", [], Cancel), connection.CallAsync("b", [], Cancel), connection.CallAsync("c", [], Cancel));

        Assert.Equal(["to a", "to b", "to c"], answers.Select(answer => (string)answer!));
    }

    [Fact]
    public async Task An_echo_is_answered_with_what_it_sent()
    {
        var echoed = new TaskCompletionSource<JObject?>();
        await using var server = FakeServer.Script(_folder["s"], async peer =>
        {
            await peer.SendAsync("""{"id":"echo","method":"echo","params":["are you there"]}""");
            echoed.SetResult(await peer.ReadAsync());
        });
        await using var connection = await ConnectAsync();

        Assert.Equal("""{"result":["are you there"],"error":null,"id":"echo"}""", (await echoed.Task.WaitAsync(Cancel))!.ToString(Formatting.None));
    }

    [Fact]
    public async Task A_notification_is_handed_on()
    {
        await using var server = FakeServer.Script(_folder["s"], async peer =>
        {
            await peer.SendAsync("""{"id":null,"method":"update","params":["t",{}]}{"id":77,"result":{}}{"id":null,"method":"update","params":["u",{}]}""");
            await peer.ReadAsync();
        });
        await using var connection = await ConnectAsync();

        Assert.Equal("t", (string?)(await connection.Notifications.ReadAsync(Cancel))["params"]![0]);
        Assert.Equal("u", (string?)(await connection.Notifications.ReadAsync(Cancel))["params"]![0]);
    }

    [Theory]
    [InlineData("""{"error":"unknown database","details":"no x"}""", "unknown database", "'m' was refused: unknown database (no x).")]
    [InlineData("""{"error":"canceled"}""", "canceled", "'m' was refused: canceled.")]
    [InlineData("\"plain words\"", "plain words", "'m' was refused: plain words.")]
    [InlineData("{\"error\":{\"odd\":1},\"details\":[]}", null, null)]
    [InlineData("{}", null, null)]
    public async Task An_error_is_told_with_its_name_and_details(string error, string? name, string? message)
    {
        await using var server = FakeServer.Listen(_folder["s"], (_, _) => FakeServer.Error(JToken.Parse(error)));
        await using var connection = await ConnectAsync();

        var refused = await Assert.ThrowsAsync<BackendException>(() => connection.CallAsync("m", [], Cancel));

        Assert.Equal(BackendFailure.Failed, refused.Failure);
        if (message is not null)
        {
            Assert.Equal((name, message), (refused.Name, refused.Message));
        }
    }

    [Theory]
    [InlineData("{\"id\":1,\"resu", "it closed the connection")]
    [InlineData("", "it closed the connection")]
    [InlineData("SSH-2.0-OpenSSH", "it does not speak JSON-RPC")]
    [InlineData("[1,2]", "it does not speak JSON-RPC")]
    [InlineData("{]", "")]
    [InlineData("{\"id\" 1}", "")]
    public async Task A_server_that_ends_or_talks_nonsense_fails_the_call_and_the_next_ones(string said, string reason)
    {
        await using var server = FakeServer.Script(_folder["s"], async peer =>
        {
            await peer.ReadAsync();
            await peer.SendAsync(said);
        });
        await using var connection = await ConnectAsync();

        var failed = await Assert.ThrowsAsync<BackendException>(() => connection.CallAsync("m", [], Cancel));

        Assert.Equal(BackendFailure.Unreachable, failed.Failure);
        Assert.StartsWith("The connection to here ended: " + reason, failed.Message, StringComparison.Ordinal);
        Assert.Equal(BackendFailure.Unreachable, (await Assert.ThrowsAsync<BackendException>(() => connection.CallAsync("m", [], Cancel))).Failure);
        await Assert.ThrowsAnyAsync<Exception>(async () => await connection.Notifications.ReadAsync(Cancel));
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_ten_seconds()
    {
        var asked = new TaskCompletionSource();
        await using var server = FakeServer.Script(_folder["s"], async peer =>
        {
            await peer.ReadAsync();
            asked.SetResult();
            await peer.ReadAsync();
        });
        await using var connection = await ConnectAsync();

        var call = connection.CallAsync("m", [], Cancel);
        await asked.Task.WaitAsync(Cancel);
        var failed = await PassTimeAsync(call);

        Assert.Equal((BackendFailure.Unreachable, "here did not answer 'm' within 10 seconds."), (failed.Failure, failed.Message));
    }

    [Fact]
    public async Task A_server_that_never_reads_is_given_up_after_ten_seconds()
    {
        await using var server = FakeServer.Script(_folder["s"], peer => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, peer.Stop));
        await using var connection = await ConnectAsync();

        var failed = await PassTimeAsync(connection.CallAsync("m", [new string('x', 8 * 1024 * 1024)], Cancel));

        Assert.Equal(BackendFailure.Unreachable, failed.Failure);
    }

    [Fact]
    public async Task A_message_of_64_mebibytes_is_refused()
    {
        await using var server = FakeServer.Script(_folder["s"], async peer =>
        {
            await peer.ReadAsync();
            await peer.SendAsync("{\"id\":1,\"result\":\"");
            var part = new byte[1024 * 1024];
            Array.Fill(part, (byte)'x');
            for (var count = 0; count < 64; count++)
            {
                await peer.SendAsync(part);
            }
        });
        await using var connection = await ConnectAsync();

        var failed = await Assert.ThrowsAsync<BackendException>(() => connection.CallAsync("m", [], Cancel));

        Assert.Equal("The connection to here ended: a message is larger than 32 MiB.", failed.Message);
    }

    [Fact]
    public async Task A_call_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = FakeServer.Listen(_folder["s"], (_, _) => null);
        await using var connection = await ConnectAsync();

        var call = connection.CallAsync("m", [], cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<JsonRpcConnection> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder["s"]), Cancel);
        return new JsonRpcConnection("here", new NetworkStream(socket, ownsSocket: true), _time);
    }

    /// <summary>Lets time pass until the call fails; it may not have begun to wait yet.</summary>
    private async Task<BackendException> PassTimeAsync(Task call)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!call.IsCompleted && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
        {
            _time.Advance(TimeSpan.FromSeconds(11));
            await Task.Yield();
        }

        Assert.True(call.IsCompleted, "the call waits for ever");
        return await Assert.ThrowsAsync<BackendException>(() => call);
    }
}
