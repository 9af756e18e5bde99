using System.Text.RegularExpressions;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>ssl: against a real ovsdb-server that wants certificates of both ends.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly Tuisetup _program = new();
    private RunningProcess? _server;
    private Authority? _authority;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        _authority = new Authority(_program.Folder, "lab");
        var (key, certificate) = _authority.Issue("switch");
        var database = Path.Combine(_program.Folder, "conf.db");
        var socket = Path.Combine(_program.Folder, "db.sock");
        await Required("ovsdb-tool", "create", database, "/usr/share/openvswitch/vswitch.ovsschema");
        _server = ProcessRunner.Start(
            "ovsdb-server",
            [database, $"--remote=punix:{socket}", "--remote=pssl:0:127.0.0.1", $"--private-key={key}", $"--certificate={certificate}",
                $"--ca-cert={_authority.File}", $"--unixctl={Path.Combine(_program.Folder, "server.ctl")}", "-vconsole:info"],
            new Dictionary<string, string?> { ["OVS_RUNDIR"] = _program.Folder });
        var listening = await _server.WaitForStderrLine(line => line.Contains("listening on port", StringComparison.Ordinal));
        _address = $"ssl:127.0.0.1:{Regex.Match(listening, "port ([0-9]+)").Groups[1].Value}";
        await Required("ovs-vsctl", $"--db=unix:{socket}", "--no-wait", "init", "--", "add-br", "br0", "--", "add-port", "br0", "p1", "--", "add-port", "br0", "p2");
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _authority!.Dispose();
        _program.Dispose();
    }

    [Fact]
    public async Task A_database_with_certificates_of_one_authority_is_read()
    {
        var (key, certificate) = _authority!.Issue("admin");
        var result = await PlanAsync(key, certificate, _authority.File);

        Assert.True(result.ExitCode == 0, result.Stderr);
        Assert.Contains("+ Mirror m", result.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_another_authority_signed_is_not_trusted()
    {
        using var other = new Authority(_program.Folder, "other");
        var (key, certificate) = _authority!.Issue("admin");
        var result = await PlanAsync(key, certificate, other.File);

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("cannot be reached", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("the authority's certificate", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_certificate_file_it_says_which_is_missing()
    {
        var result = await PlanAsync("/nonexistent/key.pem", "/nonexistent/cert.pem", _authority!.File);

        Assert.Equal(6, result.ExitCode);
        Assert.Contains("/nonexistent/", result.Stderr, StringComparison.Ordinal);
    }

    private Task<ProcessResult> PlanAsync(string key, string certificate, string authority)
        => _program.RunAsync("plan", "ovs-mirror", "--answers", _program.Answers(
            $$"""{ "db": "{{_address}}", "private_key": "{{key}}", "certificate": "{{certificate}}", "ca_cert": "{{authority}}", "bridge": "br0", "name": "m", "select_src_port": ["p1"], "output_port": "p2" }"""));

    private static async Task Required(string file, params string[] arguments)
        => (await ProcessRunner.RunAsync(file, arguments, cancel: TestContext.Current.CancellationToken)).Required(file);
}
