using System.Net;
using System.Net.Sockets;

namespace TuiSetup.TestKit;

/// <summary>A private RabbitMQ on loopback ports of its own. It ends with this object.</summary>
public sealed class RabbitMq : IAsyncDisposable
{
    /// <summary>AMQP, two of Erlang's, and AMQP over TLS.</summary>
    private const int Ports = 4, FirstPort = 21_000, LastPort = 29_000;

    private static readonly TimeSpan StartTime = TimeSpan.FromMinutes(2);

    private static readonly string Script = SourceTree.PathOf("tests", "lab", "rabbitmq.sh");

    private readonly Dictionary<string, string?> environment;

    private readonly string[] command;

    private RabbitMq(string folder, int port, string? tls, string? netns, string? conf)
    {
        command = netns is null ? [Script] : ["nsenter", $"--net={netns}", "--", Script];
        Folder = folder;
        Port = port;
        environment = new() { ["RABBIT_DIR"] = folder, ["RABBIT_PORT"] = $"{port}", ["RABBIT_TLS"] = tls, ["RABBIT_CONF"] = conf?.Replace("PORT", $"{port + 3}") };
    }

    public string Folder { get; }

    public int Port { get; }

    /// <summary>AMQP over TLS, when it was started with certificates.</summary>
    public int TlsPort => Port + 3;

    public string Url => $"amqp://127.0.0.1:{Port}";

    /// <summary>The same with the user and password that RabbitMQ makes for itself, as Celery wants it.</summary>
    public string CeleryUrl => $"amqp://guest:guest@127.0.0.1:{Port}//";

    /// <param name="tls">A folder with ca.pem, cert.pem and key.pem; null: no TLS.</param>
    /// <param name="netns">The network namespace that it runs in; null: ours.</param>
    /// <param name="conf">More lines for rabbitmq.conf, PORT in them stands for that of TLS; null: none.</param>
    public static async Task<RabbitMq> StartAsync(string? tls = null, string? netns = null, string? conf = null)
    {
        var lab = new RabbitMq(Directory.CreateTempSubdirectory("rabbit-").FullName, FreePort(), tls, netns, conf);
        try
        {
            await lab.StartAsync();
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again, with what it has kept.</summary>
    public Task StartAsync() => ScriptAsync("start");

    public Task StopAsync() => ScriptAsync("stop");

    /// <summary>Ends it as a crash would.</summary>
    public Task KillAsync() => ScriptAsync("kill");

    /// <summary>The number of its process.</summary>
    public async Task<int> PidAsync() => int.Parse(await ScriptAsync("pid"));

    /// <summary>Runs rabbitmqctl on it.</summary>
    public Task<string> CtlAsync(params string[] arguments) => ScriptAsync(["ctl", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await ScriptAsync("remove");
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task<string> ScriptAsync(params string[] arguments)
        => (await ProcessRunner.RunAsync(command[0], [.. command[1..], .. arguments], environment, timeout: StartTime)).Required($"rabbitmq.sh {arguments[0]}");

    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            if (Enumerable.Range(port, Ports).All(IsFree))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
