using System.Net;
using System.Net.Sockets;

namespace TuiSetup.TestKit;

/// <summary>A private redis on a loopback port of its own, with a password. It keeps nothing on the disk, and ends with this object.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    public const string Password = "opensesame";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(20);

    private readonly string[] _tls;
    private RunningProcess? _process;

    private RedisServer(string folder, int port, string[] tls) => (Folder, Port, _tls) = (folder, port, tls);

    public string Folder { get; }

    public int Port { get; }

    /// <summary>Without a password, as it may be on a command line.</summary>
    public string Url => $"redis://127.0.0.1:{Port}/1";

    public string CeleryUrl => $"redis://:{Password}@127.0.0.1:{Port}/1";

    /// <param name="tls">A folder with ca.pem, cert.pem and key.pem: it listens with TLS alone; null: in clear.</param>
    public static async Task<RedisServer> StartAsync(string? tls = null)
    {
        var port = FreePort();
        var server = new RedisServer(Directory.CreateTempSubdirectory("redis-").FullName, port, tls is null
            ? ["--port", $"{port}"]
            : ["--port", "0", "--tls-port", $"{port}", "--tls-cert-file", $"{tls}/cert.pem", "--tls-key-file", $"{tls}/key.pem", "--tls-ca-cert-file", $"{tls}/ca.pem", "--tls-auth-clients", "no"]);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it after <see cref="StopAsync"/>; it has forgotten everything.</summary>
    public async Task StartAgainAsync()
    {
        _process = ProcessRunner.Start("redis-server", [.. _tls, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Folder, "--requirepass", Password]);
        await _process.WaitForStdoutLine(line => line.Contains("Ready to accept connections", StringComparison.Ordinal), StartTime);
    }

    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }
    }

    /// <summary>Asks it something in its own words.</summary>
    public async Task<string> AskAsync(params string[] words)
        => (await ProcessRunner.RunAsync("redis-cli", ["-p", $"{Port}", "-n", "1", .. words], new Dictionary<string, string?> { ["REDISCLI_AUTH"] = Password })).Required("redis-cli").Trim();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
