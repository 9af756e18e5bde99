using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Package;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>
/// A private machine with the package's own unit enabled, systemd and NetworkManager in it; and at the other end of its
/// cable the broker, over TLS, with the operator beside it.
/// </summary>
internal sealed class FleetAppliance : IAsyncDisposable
{
    public const string Unit = "tuisetup-worker.service", Host = "sw1", Address = "10.90.0.2/24", Gateway = "10.90.0.1";

    private const string Password = "opensesame";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(200);

    private readonly TempFolder _folder = new();
    private Appliance? _machine;
    private RabbitMq? _broker;
    private FleetHost? _operator;

    private FleetAppliance()
    {
    }

    public Appliance Machine => _machine!;

    public RabbitMq Broker => _broker!;

    public FleetHost Operator => _operator!;

    /// <summary>The worker takes tasks when this returns.</summary>
    /// <param name="options">Of the worker.</param>
    public static async Task<FleetAppliance> StartAsync(string options)
    {
        var fleet = new FleetAppliance();
        try
        {
            await fleet.OpenAsync(options);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>A property of the unit, as systemctl shows it.</summary>
    public async Task<string> ShowAsync(string property) => (await Machine.RunAsync("systemctl", "show", "--value", "-p", property, Unit)).Trim();

    /// <summary>Looks until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await isSo())
        {
            Assert.False(late.IsCancellationRequested, $"{what}: no");
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public Task UntilItTakesTasksAsync() => UntilAsync(async () => (await ShowAsync("StatusText")).StartsWith("Takes tasks", StringComparison.Ordinal), "the worker takes tasks");

    /// <summary>Sends the wizard 'network' with answers; the result is the job as the last line tells it.</summary>
    public async Task<(int ExitCode, JObject Host)> ChangeNetworkAsync(string answers)
    {
        var file = Operator.Write($"{Guid.NewGuid():n}.json", $$"""{ "wizard": "network", "answers": {{answers}} }""");
        var result = await Operator.RunAsync("dispatch", "network", "--answers", file, "--hosts", Host, "--json");
        return (result.ExitCode, (JObject)JObject.Parse(result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])["hosts"]![0]!);
    }

    /// <summary>Addresses of a card, as the kernel has them.</summary>
    public async Task<string> AddressesAsync(string device)
        => string.Join(' ', (await Machine.RunAsync("ip", "-4", "-br", "address", "show", device)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2)).Trim();

    public async ValueTask DisposeAsync()
    {
        if (_operator is not null)
        {
            await _operator.DisposeAsync();
        }

        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        if (_machine is not null)
        {
            await _machine.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task OpenAsync(string options)
    {
        _machine = await Appliance.OpenAsync(new ApplianceOptions { Packages = [DebFile.Path], Enable = [Unit] }, TestContext.Current.CancellationToken);
        using var authority = new Authority(_folder.Path, "broker");
        var (key, certificate) = authority.Issue("gateway", Gateway);
        File.Copy(authority.File, _folder["ca.pem"]);
        File.Copy(certificate, _folder["cert.pem"]);
        File.Copy(key, _folder["key.pem"]);
        _broker = await RabbitMq.StartAsync(_folder.Path, _machine.PeerNamespace, $"listeners.ssl.2 = {Gateway}:PORT");
        await _broker.CtlAsync("add_user", Host, Password);
        await _broker.CtlAsync("set_permissions", Host, ".*", ".*", ".*");
        _operator = new FleetHost(_broker.Url, netns: _machine.PeerNamespace);

        await _machine.PutAsync(_folder["ca.pem"], "/etc/tuisetup/broker-ca.pem");
        await _machine.PutAsync(_folder.Write("password", Password), "/etc/tuisetup/broker-password");
        await _machine.PutAsync(
            _folder.Write("default", $"TUISETUP_BROKER=amqps://{Host}@{Gateway}:{_broker.TlsPort}?cacertfile=/etc/tuisetup/broker-ca.pem&heartbeat=4\nTUISETUP_WORKER_OPTIONS=--name {Host} {options}\n"),
            "/etc/default/tuisetup-worker");
        await _machine.BootAsync();
        await UntilAsync(async () => (await _machine.TryAsync("nmcli", "general", "status")).ExitCode == 0, "NetworkManager");
        await _machine.RunAsync("nmcli", "connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "uplink", "ipv4.method", "manual", "ipv4.addresses", Address, "ipv4.gateway", Gateway, "ipv6.method", "disabled");
        await _machine.RunAsync("nmcli", "connection", "up", "uplink");
        await UntilItTakesTasksAsync();
    }
}
