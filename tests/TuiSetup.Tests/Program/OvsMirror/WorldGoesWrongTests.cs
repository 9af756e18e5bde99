using System.Net.Sockets;
using System.Text;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>Sockets that are missing, that are something else, and that stop in the middle.</summary>
public sealed class WorldGoesWrongTests : IDisposable
{
    private readonly Tuisetup _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_missing_socket_is_told_with_what_to_do()
    {
        var result = await RunAsync("unix:/nonexistent/db.sock");

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("/nonexistent/db.sock cannot be reached", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("Start Open vSwitch", result.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "does not speak JSON-RPC")]
    [InlineData("{\"id\":1,\"error\":null,\"result\":[\"hardware_vtep\"]}", "hardware_vtep")]
    [InlineData("{\"id\":1,\"error\":null,\"resu", "closed the connection")]
    [InlineData("", "closed the connection")]
    public async Task A_server_that_is_not_open_vswitch_is_told(string answer, string message)
    {
        using var server = new OneAnswerServer(_program.Folder, stream => stream.Write(Encoding.UTF8.GetBytes(answer)));
        var result = await RunAsync(server.Address);

        Assert.Equal(6, result.ExitCode);
        Assert.Contains(message, result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_64_MiB_is_refused()
    {
        using var server = new OneAnswerServer(_program.Folder, stream =>
        {
            stream.Write("{\"id\":1,\"error\":null,\"result\":[\""u8);
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            for (var count = 0; count < 64; count++)
            {
                stream.Write(block);
            }
        });
        var result = await RunAsync(server.Address);

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("larger than 32 MiB", result.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"wizard\": \"ovs-mirror\", ", ":1:")]
    [InlineData("[]", "one JSON object")]
    [InlineData("{ \"wizard\": \"other\", \"answers\": {} }", "answers for 'other'")]
    [InlineData("{ \"wizard\": \"ovs-mirror\", \"answers\": 7 }", "must be an object")]
    [InlineData("{ \"wizard\": \"ovs-mirror\", \"answers\": { \"bridge\": 7 } }", ":1:")]
    public async Task Broken_answer_files_are_told_with_their_place(string content, string message)
    {
        var path = Path.Combine(_program.Folder, "broken.json");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        var result = await _program.RunAsync("run", "ovs-mirror", "--answers", path, "--yes");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Stderr, StringComparison.Ordinal);
        Assert.Contains("broken.json", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_is_2()
    {
        Assert.Equal(2, (await _program.RunAsync("run")).ExitCode);
        Assert.Equal(2, (await _program.RunAsync("frobnicate")).ExitCode);
        Assert.Equal(2, (await _program.RunAsync("run", "no-such-wizard")).ExitCode);
        Assert.Equal(2, (await _program.RunAsync("apply", "/nonexistent/plan.json", "--yes")).ExitCode);
        Assert.Equal(2, (await _program.RunAsync("show", "no-such-run")).ExitCode);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("verify")]
    [InlineData("undo")]
    [InlineData("resume")]
    [InlineData("history")]
    [InlineData("show")]
    public async Task Every_command_has_help_with_an_example(string command)
    {
        var result = await _program.RunAsync(command, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Example", result.Stdout, StringComparison.Ordinal);
        Assert.Contains($"tuisetup {command}", result.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Stdout);
    }

    private Task<ProcessResult> RunAsync(string address)
        => _program.RunAsync("run", "ovs-mirror", "--ovs", address, "--answers", _program.Answers("""{ "bridge": "br0", "name": "m", "select_all": true, "output_port": "p" }"""), "--yes");

    /// <summary>A socket that reads one request, answers as it was told, and closes.</summary>
    private sealed class OneAnswerServer : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        public OneAnswerServer(string folder, Action<NetworkStream> answer)
        {
            var path = Path.Combine(folder, "fake.sock");
            Address = "unix:" + path;
            _listener.Bind(new UnixDomainSocketEndPoint(path));
            _listener.Listen();
            _ = Task.Run(async () =>
            {
                using var socket = await _listener.AcceptAsync();
                await using var stream = new NetworkStream(socket);
                _ = await stream.ReadAsync(new byte[4096]);
                try
                {
                    answer(stream);
                }
                catch (IOException)
                {
                    // The program hung up, as it should.
                }
            });
        }

        public string Address { get; }

        public void Dispose() => _listener.Dispose();
    }
}
