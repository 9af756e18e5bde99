using System.Net;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Netlink.Native;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>A relay on layer 3 opens by kernel settings and proxy neighbours, which are in the files that the wizard wrote.</summary>
internal sealed class RoutedGate(string name, RootFiles files) : IRelayGate
{
    private readonly Sysctl _sysctl = new(files);
    private readonly Neighbours _neighbours = new();

    public bool HasPolicy(NftRuleset ruleset) => ruleset.Find("arp", RelayPolicy.TableName) is not null && CurrentRelay.From(ruleset) is { IsBridged: false } current && current.Interface == name;

    public bool TryOpen()
    {
        if (InterfaceIndex.Of(name) is not { } index)
        {
            return false;
        }

        var settings = Settings(RelayUnits.OpenFile).ToList();
        var ipv6 = Value.Map(settings.Where(setting => Ipv6ForwardingOperation.IsOne(setting.Key)).Select(setting => (setting.Key, Value.Of(setting.Value))));
        new Ipv6ForwardingOperation(_sysctl).Write(ipv6);
        foreach (var (key, value) in settings.Where(setting => !Ipv6ForwardingOperation.IsOne(setting.Key) && _sysctl.Read(setting.Key) != setting.Value))
        {
            _sysctl.Write(key, value);
        }

        var present = _neighbours.Proxies(index).ToHashSet();
        foreach (var address in files.Lines(RelayUnits.NeighboursFile).Select(IPAddress.Parse).Where(address => !present.Contains(address)))
        {
            _neighbours.AddProxy(index, address);
        }

        return true;
    }

    public void Close()
    {
        foreach (var (key, value) in Settings(RelayUnits.CloseFile).Where(setting => _sysctl.Read(setting.Key) is { } now && now != setting.Value))
        {
            _sysctl.Write(key, value);
        }
    }

    private IEnumerable<(string Key, string Value)> Settings(string file)
        => files.Lines(file).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0].Trim(), parts[1].Trim()));
}
