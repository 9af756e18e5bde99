using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.DBus;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>tuisetup dbus call, beside busctl on the same bus.</summary>
public sealed class CallCommandTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    private readonly string[] _peer = [PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer];

    [Theory]
    [InlineData("s", "hello world")]
    [InlineData("a{sv}(ib)", "1", "k", "as", "2", "x", "y", "5", "true")]
    [InlineData("ay", "3", "1", "2", "3")]
    public async Task It_prints_what_busctl_prints(string signature, params string[] words)
    {
        string[] call = [.. _peer, "Echo", signature, .. words];
        var theirs = await ProcessRunner.RunAsync("busctl", ["--address=" + fixture.Daemon.Address, "call", .. call], cancel: TestContext.Current.CancellationToken);

        Assert.Equal(theirs.Required("busctl"), (await RunAsync(call)).Required("tuisetup"));
    }

    [Fact]
    public async Task An_error_has_its_name_on_standard_error()
    {
        var result = await RunAsync([.. _peer, "Fail", "s", "com.example.Error.Broken"]);

        Assert.Equal((7, ""), (result.ExitCode, result.Stdout));
        Assert.Contains("com.example.Error.Broken: as you wished", result.Stderr);
    }

    [Fact]
    public async Task A_reply_that_does_not_come_is_not_waited_for_longer_than_was_said()
    {
        var late = await RunAsync(["--timeout", "0.1", .. _peer, "Silence"]);

        Assert.Equal(8, late.ExitCode);
        Assert.Contains("org.freedesktop.DBus.Error.NoReply", late.Stderr);
    }

    [Fact]
    public async Task A_service_that_ends_and_a_bus_that_is_not_there_are_told()
    {
        var missing = await RunAsync("com.example.Nobody", "/", "com.example.Nobody", "Echo");
        Assert.Equal(9, missing.ExitCode);
        Assert.Contains("ServiceUnknown", missing.Stderr);
        var nowhere = await ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", "call", "--address", "unix:path=/nonexistent/bus", .. _peer, "Echo"], cancel: TestContext.Current.CancellationToken);
        Assert.Equal(6, nowhere.ExitCode);
        Assert.Contains("unix:path=/nonexistent/bus cannot be reached", nowhere.Stderr);
    }

    [Fact]
    public async Task Wrong_arguments_are_bad_input()
    {
        var result = await RunAsync([.. _peer, "Echo", "u", "many"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'many' is not a value of type u", result.Stderr);
    }

    [Fact]
    public async Task Control_characters_of_a_reply_do_not_reach_the_terminal()
        => Assert.DoesNotContain('\x1b', (await RunAsync([.. _peer, "Echo", "s", "a\x1b[2Jb"])).Stdout);

    [Fact]
    public async Task Calls_that_are_repeated_are_timed()
    {
        var result = await RunAsync(["--repeat", "50", .. _peer, "Echo", "s", "x"]);

        Assert.Equal("s \"x\"\n", result.Stdout);
        Assert.Matches("^50 calls, [0-9.]+ µs each, [0-9]+ a second", result.Stderr);
    }

    private Task<ProcessResult> RunAsync(params string[] arguments)
        => ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", "call", "--address", fixture.Daemon.Address, .. arguments], cancel: TestContext.Current.CancellationToken);
}
