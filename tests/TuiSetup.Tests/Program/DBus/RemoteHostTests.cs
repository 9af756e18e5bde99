using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.DBus;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>--host: the bus of another machine through ssh. Here the other end of ssh is systemd's own bridge to a private bus.</summary>
public sealed class RemoteHostTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    [Fact]
    public async Task A_service_of_another_machine_is_called_through_ssh_which_is_told_to_ask_nothing()
    {
        using var folder = new TempFolder();
        var result = await ProcessRunner.RunAsync(
            Tuisetup.Executable,
            ["--host", "admin@switch7", "dbus", "call", PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Echo", "s", "far away"],
            Ssh(folder),
            cancel: TestContext.Current.CancellationToken);

        Assert.Equal("s \"far away\"\n", result.Required("tuisetup"));
        Assert.Equal(["-xT", "-oBatchMode=yes", "--", "admin@switch7", "systemd-stdio-bridge"], await File.ReadAllLinesAsync(folder["arguments"], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("list", "com.example.Peer")]
    [InlineData("tree com.example.Peer", "/peer/child")]
    [InlineData("introspect com.example.Peer /peer", ".Greeting")]
    [InlineData("get com.example.Peer /peer com.example.Peer Count", "u 3")]
    [InlineData("set com.example.Peer /peer com.example.Peer Count u 3", "")]
    [InlineData("monitor --timeout 0.5", "")]
    [InlineData("wait --timeout 30 com.example.Peer /peer com.example.Peer Count 3", "")]
    public async Task Every_command_reaches_the_other_machine(string command, string says)
    {
        using var folder = new TempFolder();
        var result = await ProcessRunner.RunAsync(Tuisetup.Executable, ["--host", "admin@switch7", "dbus", .. command.Split(' ')], Ssh(folder), cancel: TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Stderr);
        Assert.Contains(says, result.Stdout);
        Assert.Contains("admin@switch7", await File.ReadAllLinesAsync(folder["arguments"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_screens_reach_the_other_machine_and_name_it()
    {
        using var folder = new TempFolder();
        await using var terminal = PtyProcess.Start(Tuisetup.Executable, ["--host", "admin@switch7", "dbus", "explore"], new PtyOptions().With([("PATH", Ssh(folder)["PATH"]!)]));
        await terminal.WaitForTextAsync("D-Bus: admin@switch7");
        terminal.Send("\eOS");
        await terminal.WaitForTextAsync("or gdbus");
        terminal.Send("busctl call com.example.Peer /peer com.example.Peer Echo s x\r");
        await terminal.WaitForTextAsync("busctl --host=admin@switch7 call");
    }

    [Fact]
    public async Task A_machine_that_ssh_does_not_reach_is_unreachable()
    {
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Write("ssh", "#!/bin/sh\nexit 255\n"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var result = await ProcessRunner.RunAsync(
            Tuisetup.Executable,
            ["--host", "nowhere", "dbus", "call", PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Echo"],
            new Dictionary<string, string?> { ["PATH"] = folder.Path + ":" + Environment.GetEnvironmentVariable("PATH") },
            cancel: TestContext.Current.CancellationToken);

        Assert.Equal(6, result.ExitCode);
    }

    [Fact]
    public async Task What_ssh_would_take_for_an_option_is_no_host()
    {
        var result = await ProcessRunner.RunAsync(Tuisetup.Executable, ["--host", "-oProxyCommand=true", "history"], cancel: TestContext.Current.CancellationToken);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not a host", result.Stderr);
    }

    /// <summary>An environment with a program 'ssh' that notes its arguments and is the bridge at once.</summary>
    private Dictionary<string, string?> Ssh(TempFolder folder)
    {
        var ssh = folder.Write("ssh", $"#!/bin/sh\nprintf '%s\\n' \"$@\" >'{folder["arguments"]}'\nexec systemd-stdio-bridge -p '{fixture.Daemon.Address}'\n");
        File.SetUnixFileMode(ssh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new() { ["PATH"] = folder.Path + ":" + Environment.GetEnvironmentVariable("PATH") };
    }
}
