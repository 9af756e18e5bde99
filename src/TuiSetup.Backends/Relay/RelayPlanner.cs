using System.Collections.Immutable;
using System.Net;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// Makes the steps of a relay, one after the other: first the policy, then what makes the kernel quiet, last what opens
/// the relay. Undone in reverse, it is closed before its policy goes.
/// </summary>
internal sealed class RelayPlanner(string backend, RootFiles files, INeighbours neighbours, UnitFileOperation units)
{
    public async Task<ImmutableArray<Step>> StepsAsync(RelaySetup setup, RelayFacts facts, CancellationToken cancel)
    {
        var (inet, arp) = (RelayPolicy.Inet(setup), RelayPolicy.Arp(setup));
        var (quiet, open) = (RelaySettings.Quiet(setup), RelaySettings.Open(setup));
        List<Step> steps =
        [
            Table(RelayPolicy.InetTarget, Policy(setup), facts, "inet", inet),
            Table(RelayPolicy.ArpTarget, "ARP is answered between isolated hosts and for this machine, never for the gateway", facts, "arp", arp),
            Settings($"how {setup.Interface} answers", "no redirects, and no delay before an answer", quiet, facts.Sysctl),
        ];
        steps.AddRange(Ipv6(setup, facts));
        steps.Add(Settings($"relay on {setup.Interface}", "the kernel answers for isolated hosts, and forwards", open, facts.Sysctl));
        if (facts.HasSystemd)
        {
            steps.Add(File(RelayUnits.SysctlFile, "quiet from the boot on", RelayUnits.Settings(quiet)));
            steps.Add(File(RelayUnits.PolicyFile, "the policy for the next boot", RelayUnits.Policy(inet, arp)));
            steps.Add(File(RelayUnits.OpenFile, "opens the relay at boot, after the policy", RelayUnits.Settings(RelaySettings.AtBoot(setup, facts.Sysctl))));
            steps.Add(File(RelayUnits.CloseFile, "closes it when its policy goes", RelayUnits.Settings(RelaySettings.Close(setup))));
            steps.Add(File(RelayUnits.NeighboursFile, "for whom neighbour discovery is answered", setup.Proxied.Select(address => address.ToString())));
            steps.Add(await UnitAsync(RelayUnits.PolicyUnit, "loads the policy before any network comes up", RelayUnits.PolicyLines(setup.Interface), cancel));
            steps.Add(await UnitAsync(RelayUnits.KeeperUnit, "keeps the relay open while its policy is there, and closed while it is not", RelayUnits.KeeperLines(setup.Interface, Environment.ProcessPath!), cancel));
        }

        return [.. steps.Select((step, index) => index == 0 ? step : step with { DependsOn = [steps[index - 1].Id] })];
    }

    private static string Policy(RelaySetup setup)
        => setup.ClosesIpv4 || setup is { HasIpv6: true, ClosesIpv6: true }
            ? $"what passes between isolated hosts on {setup.Interface}; nothing else is forwarded that was not before"
            : $"what passes between isolated hosts on {setup.Interface}; other forwarding stays as it is";

    private IEnumerable<Step> Ipv6(RelaySetup setup, RelayFacts facts)
    {
        var formerly = (facts.Current?.Isolated ?? []).Select(text => AddressRange.Parse(text, out _)).OfType<AddressRange>().Where(range => range.IsIpv6).SelectMany(range => range.Addresses());
        ImmutableArray<IPAddress> all = [.. setup.Proxied.Concat(formerly).Distinct()];
        if (all.Length > 0)
        {
            yield return Make(
                ProxyNeighbourOperation.OperationName, $"proxy neighbours of {setup.Interface}", "neighbour discovery is answered for isolated hosts",
                ProxyNeighbourOperation.Read(neighbours, setup.Interface, all), ProxyNeighbourOperation.Of(setup.Proxied)) with
            { Arguments = ProxyNeighbourOperation.Arguments(setup.Interface, all) };
        }

        if (setup.HasIpv6)
        {
            var before = SysctlOperation.Read(facts.Sysctl, Ipv6ForwardingOperation.Keys(facts.Sysctl));
            var after = before.With(Ipv6ForwardingOperation.KeyOf("all"), Value.Of("1")).With(Ipv6ForwardingOperation.KeyOf(setup.Interface), Value.Of("1"));
            yield return Make(Ipv6ForwardingOperation.OperationName, "forwarding of IPv6", "the kernel forwards IPv6; other interfaces stay those of a host", before, after);
        }
    }

    private Step Table(string target, string summary, RelayFacts facts, string family, Value after)
        => Make(TableOperation.OperationName, target, summary, TableOperation.Of(facts.Ruleset.Find(family, RelayPolicy.TableName)), after);

    private Step Settings(string target, string summary, ImmutableArray<(string Key, Value Value)> settings, Sysctl sysctl)
        => Make(SysctlOperation.OperationName, target, summary, SysctlOperation.Read(sysctl, settings.Select(setting => setting.Key)), Value.Map(settings));

    private Step File(string path, string summary, IEnumerable<string> lines)
        => Make(FileOperation.OperationName, path, summary, FileOperation.Read(files, path), Value.List(lines));

    private async Task<Step> UnitAsync(string name, string summary, IEnumerable<string> lines, CancellationToken cancel)
        => Make(UnitFileOperation.OperationName, name, summary, await units.ReadAsync(name, cancel), UnitFileOperation.Running(lines));

    private Step Make(string operation, string target, string summary, Value before, Value after) => HostStep.Make(backend, operation, target, summary, before, after);
}
