using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// What in the packet filter of others stands against the relay. A packet passes when no chain of the hook drops it;
/// that another accepts it does not help, and does no harm.
/// </summary>
internal static class FilterRules
{
    private static readonly string[] Families = ["inet", "ip", "ip6"];

    /// <summary>Whether br_netfilter shows frames of bridges to the filters of a family.</summary>
    private static readonly (string Family, string Key)[] Shown = [("ip", Sysctl.Key("net", "bridge", "bridge-nf-call-iptables")), ("ip6", Sysctl.Key("net", "bridge", "bridge-nf-call-ip6tables"))];

    public static IEnumerable<Problem> Check(RelayRequest request, RelayFacts facts)
    {
        if (facts.Table is { } own && facts.Current is null)
        {
            yield return Problem.Error(null, T($"The table {own} was changed by someone else, and TuiSetup cannot read it."), T($"Take it away (nft delete table {own}), and run the wizard again."));
        }

        var families = request.IsBridged ? Bridged(facts.Sysctl) : Families;
        foreach (var table in facts.Ruleset.Tables.Where(table => families.Contains(table.Family) && table.Name != RelayPolicy.TableName))
        {
            foreach (var chain in table.Chains.Where(chain => chain.Hook is { Name: "forward", Type: "filter" } hook && WhyItDrops(hook, chain).Length > 0))
            {
                yield return Problem.Confirm(
                    null, table.Name,
                    T($"Chain {chain.Name} of table {table}{Owner(table)} {WhyItDrops(chain.Hook!, chain)}, so what the relay lets through may be dropped there. Allow in it what comes in by {request.Interface} and leaves by {request.Interface}."));
            }

            foreach (var flow in table.Flowtables.Where(flow => flow.Devices.Contains(request.Interface)))
            {
                yield return Problem.Error(null, T($"Flowtable {flow.Name} of table {table} takes connections on {request.Interface} past every filter, the relay's too."), T($"Take {request.Interface} out of it."));
            }
        }

        if (facts.HasLegacyRules)
        {
            yield return Problem.Warning(null, T("iptables-legacy has tables in this kernel, which nftables does not show; they may drop what the relay lets through."), T("Look at them: iptables-legacy-save."));
        }
    }

    private static string[] Bridged(Sysctl sysctl)
    {
        var shown = Shown.Where(one => sysctl.Read(one.Key) is "1").Select(one => one.Family).ToList();
        return ["bridge", .. shown, .. shown.Count > 0 ? ["inet"] : (string[])[]];
    }

    private static string WhyItDrops(NftHook hook, NftChain chain)
        => hook.Policy == "drop" ? T("drops what it does not allow (policy drop)")
            : chain.Rules.Any(rule => rule.Text.Replace("counter ", "", StringComparison.Ordinal) is "drop" or "reject" || rule.Text.StartsWith("{\"reject\"", StringComparison.Ordinal)) ? T("ends by dropping what it does not allow")
            : "";

    private static string Owner(NftTable table) => table.Name switch
    {
        "firewalld" => " (firewalld)",
        _ when table.Chains.Any(chain => chain.Name.StartsWith("DOCKER", StringComparison.Ordinal)) => " (Docker)",
        _ when table.Chains.Any(chain => chain.Name.StartsWith("ufw-", StringComparison.Ordinal)) => " (ufw)",
        _ => "",
    };
}
