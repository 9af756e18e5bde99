using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>Who may send what, and to whom passwords and plans are shown.</summary>
[Collection(RabbitFixture.Name)]
public sealed class SecurityTests(RabbitFixture fixture) : IAsyncLifetime
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FleetHost _host = new(fixture.Broker.Url), _operator = new(fixture.Broker.Url);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _operator.DisposeAsync();
    }

    [Fact]
    public async Task A_worker_with_a_key_takes_what_was_signed_for_it_and_nothing_else()
    {
        var (key, _) = Keys("ours");
        var (other, _) = Keys("other");
        await _host.StartWorkerAsync("--verify-key", key + ".pub");

        Assert.Equal("SecurityError", await FailureAsync("unsigned"));
        Assert.Equal("SecurityError", await FailureAsync("by another", "--sign-key", other));
        Assert.Equal("BackendError", await FailureAsync("ours", "--sign-key", key));
        Assert.Equal(0, (await _operator.RunAsync("jobs", "send", "tuisetup.ping", "--to", _host.Name)).ExitCode);
        Assert.Contains(_host.Worker.StderrLines, line => line.Contains("it is not signed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_others_can_read_signs_nothing()
    {
        var (key, _) = Keys("open");
        File.SetUnixFileMode(key, Owner | UnixFileMode.GroupRead);
        var result = await _operator.RunAsync("jobs", "send", "tuisetup.ping", "--to", _host.Name, "--sign-key", key);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("chmod 600", result.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amqp://fleet:hunter2@127.0.0.1", "A password on the command line")]
    [InlineData("amqp://fleet@broker.example", "in clear")]
    [InlineData("amqps://fleet@broker.example?verify=verify_none", "always verified")]
    [InlineData("amqps://fleet@broker.example?certfile=/x", "belong together")]
    [InlineData("http://broker.example", "not the address of a broker")]
    [InlineData("amqp://fleet@127.0.0.1", "password of 'fleet' on the broker is missing")]
    public async Task An_address_that_gives_something_away_is_refused(string address, string message)
    {
        var result = await _operator.RunAsync("worker", "--broker", address);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_comes_from_a_file_of_the_owner_alone_and_a_wrong_one_is_told()
    {
        var file = _host.Write("password", "wrong\n");
        File.SetUnixFileMode(file, Owner);
        _host["TUISETUP_BROKER_PASSWORD_FILE"] = file;
        var wrong = await _host.RunAsync("worker", "--name", _host.Name);
        Assert.Equal(6, wrong.ExitCode);
        Assert.Contains("does not let 'guest' in", wrong.Stderr, StringComparison.Ordinal);

        File.SetUnixFileMode(file, Owner | UnixFileMode.OtherRead);
        var open = await _host.RunAsync("worker", "--name", _host.Name);
        Assert.Equal(2, open.ExitCode);
        Assert.Contains("chmod 600", open.Stderr, StringComparison.Ordinal);

        File.SetUnixFileMode(file, Owner);
        await File.WriteAllTextAsync(file, "guest\n", TestContext.Current.CancellationToken);
        await _host.StartWorkerAsync();
    }

    [Fact]
    public async Task The_brokers_certificate_is_verified()
    {
        using var folder = new TempFolder();
        using var authority = new Authority(folder.Path, "broker");
        using var stranger = new Authority(folder.Path, "stranger");
        var (key, certificate) = authority.Issue("localhost", "localhost");
        File.Copy(authority.File, folder["ca.pem"]);
        File.Copy(certificate, folder["cert.pem"]);
        File.Copy(key, folder["key.pem"]);
        await using var broker = await RabbitMq.StartAsync(folder.Path);
        string Url(string host, string ca) => $"amqps://{host}:{broker.TlsPort}?cacertfile={ca}";

        _host["TUISETUP_BROKER"] = Url("localhost", authority.File);
        await _host.StartWorkerAsync();
        _operator["TUISETUP_BROKER"] = Url("localhost", authority.File);
        Assert.Equal(0, (await _operator.RunAsync("jobs", "send", "tuisetup.ping", "--to", _host.Name)).ExitCode);

        foreach (var (url, why) in (List<(string, string)>)[
            (Url("localhost", stranger.File), "no authority of cacertfile"),
            (Url("127.0.0.1", authority.File), "not for 127.0.0.1"),
            ($"amqps://localhost:{broker.TlsPort}", "no authority of this system")])
        {
            _operator["TUISETUP_BROKER"] = url;
            var refused = await _operator.RunAsync("jobs", "send", "tuisetup.ping", "--to", _host.Name);
            Assert.Equal(6, refused.ExitCode);
            Assert.Contains(why, refused.Stderr, StringComparison.Ordinal);
        }
    }

    /// <summary>Sends a task that would fail by itself; the result is the exception that it ended with.</summary>
    private async Task<string?> FailureAsync(string name, params string[] more)
    {
        var answers = _operator.Write($"{name}.json", """{ "wizard": "ovs-mirror", "answers": { "bridge": "br0" } }""");
        var result = await _operator.RunAsync(["dispatch", "ovs-mirror", "--answers", answers, "--hosts", _host.Name, "--json", .. more]);
        return (string?)JObject.Parse(result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])["hosts"]![0]!["exception"];
    }

    /// <summary>A private key in a file, and its public key beside it as .pub.</summary>
    private (string Key, string Public) Keys(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = _operator.Write(name + ".pem", key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(path, Owner);
        return (path, _operator.Write(name + ".pem.pub", key.ExportSubjectPublicKeyInfoPem()));
    }
}
