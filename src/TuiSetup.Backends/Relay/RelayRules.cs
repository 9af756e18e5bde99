using System.Text.RegularExpressions;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Relay;

/// <summary>What is wrong with a request, given the machine that it is for.</summary>
internal static partial class RelayRules
{
    public static IEnumerable<Problem> Check(RelayRequest request, RelayFacts facts)
        => CheckMachine(facts)
            .Concat(CheckInterface(request, facts))
            .Concat(IsolatedRules.Check(request, facts))
            .Concat(PolicyRules.Check(request))
            .Concat(FilterRules.Check(request, facts));

    private static IEnumerable<Problem> CheckMachine(RelayFacts facts)
    {
        if (facts.NftFailure.Length > 0)
        {
            yield return Problem.Error(null, facts.NftFailure);
        }

        if (!facts.HasSystemd)
        {
            yield return Problem.Warning(null, T("No systemd runs here, so the relay does not persist: it is gone after a reboot."), T("Run the wizard again after it, from an answer file."));
        }

        foreach (var tool in facts.MissingTools)
        {
            yield return Problem.Error(null, T($"{tool} is not there, and loads the policy at boot."), T("Install the package nftables."));
        }
    }

    private static IEnumerable<Problem> CheckInterface(RelayRequest request, RelayFacts facts)
    {
        const string field = RelayRequest.InterfaceField;
        if (request.Interface.Length == 0)
        {
            yield break;
        }

        if (facts.Find(request.Interface) is not { } link)
        {
            yield return Problem.Error(field, T($"There is no interface '{request.Interface}'."), T($"The interfaces are {string.Join(", ", facts.Interfaces.Select(one => one.Name).DefaultIfEmpty("none"))}."));
            yield break;
        }

        if (!NameForm().IsMatch(link.Name))
        {
            yield return Problem.Error(field, T($"The name '{link.Name}' cannot be written into a filter."), T("Rename the interface to letters, digits, '.', '_' and '-'."));
            yield break;
        }

        if (facts.Current is { } current && current.Interface != link.Name)
        {
            yield return Problem.Error(field, T($"This machine is a relay on {current.Interface} already."), T($"Choose {current.Interface} to change it, or undo it first (tuisetup history, tuisetup undo RUN)."));
        }
        else if (facts.Current is { } other && other.IsBridged != request.IsBridged)
        {
            yield return Problem.Error(RelayRequest.MethodField, T($"This machine is a relay on layer {(other.IsBridged ? 2 : 3)} already."), T("Keep the method, or undo it first (tuisetup history, tuisetup undo RUN)."));
        }

        if (!link.IsUp)
        {
            yield return Problem.Warning(field, T($"{link.Name} is down, or has no cable."), T("The relay begins to work when it is up."));
        }

        foreach (var problem in request.IsBridged ? BridgedRules.Check(link, facts) : CheckRouted(link, facts))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> CheckRouted(RelayInterface link, RelayFacts facts)
    {
        const string field = RelayRequest.InterfaceField;
        foreach (var scope in new[] { link.Name, "all" }.Where(scope => facts.Sysctl.Read(Sysctl.Key("net", "ipv4", "conf", scope, "proxy_arp")) is "1"))
        {
            yield return Problem.Error(
                field, T($"proxy_arp is on for {scope}: the machine answers ARP there for whatever it has a route to, and the relay's filter would stop that."),
                T($"Turn it off (sysctl -w {Sysctl.Key("net", "ipv4", "conf", scope, "proxy_arp")}=0), or choose another interface."));
        }

        if (facts.Session.ServerInterfaces.Contains(link.Name))
        {
            yield return Problem.Warning(
                field, T($"Your session runs over {link.Name}, and this may cut it off."),
                T("Unless you confirm in time that you can still work, it is taken back by itself."));
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,15}\z")]
    private static partial Regex NameForm();
}
