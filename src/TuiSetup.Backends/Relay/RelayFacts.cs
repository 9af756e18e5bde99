using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Relay;

/// <summary>What a relay depends on: interfaces, the packet filter, kernel settings, and what starts things at boot.</summary>
internal sealed class RelayFacts(PlanTarget target, ImmutableArray<RelayInterface> interfaces, NftRuleset ruleset, Sysctl sysctl) : Facts
{
    public const string InterfaceList = "interfaces";

    public static ImmutableArray<string> Lists { get; } = [InterfaceList];

    /// <summary>Questions for which it knows what is set.</summary>
    public static ImmutableArray<string> CurrentFields { get; } = RelayRequest.Fields;

    public ImmutableArray<RelayInterface> Interfaces => interfaces;

    public NftRuleset Ruleset => ruleset;

    public Sysctl Sysctl => sysctl;

    /// <summary>Why the packet filter cannot be used; empty when it can.</summary>
    public string NftFailure { get; init; } = "";

    /// <summary>Whether iptables of the old kind has rules, which nftables does not show.</summary>
    public bool HasLegacyRules { get; init; }

    /// <summary>Whether systemd runs here, which starts at boot what shall persist.</summary>
    public bool HasSystemd { get; init; }

    /// <summary>Programs that the units need and that are not installed.</summary>
    public ImmutableArray<string> MissingTools { get; init; } = [];

    public LocalSession Session { get; init; } = LocalSession.None;

    /// <summary>The table of the policy, whichever layer it is for.</summary>
    public NftTable? Table { get; } = ruleset.Find("inet", RelayPolicy.TableName) ?? ruleset.Find("bridge", RelayPolicy.TableName);

    /// <summary>The relay that is there already.</summary>
    public CurrentRelay? Current { get; } = CurrentRelay.From(ruleset);

    /// <summary>All IPv4 addresses of this machine: any of them may be asked for on any interface.</summary>
    public ImmutableArray<IPAddress> OwnAddresses
        => [.. interfaces.SelectMany(link => link.Addresses).Where(address => address.AddressFamily == AddressFamily.InterNetwork).Distinct()];

    public override PlanTarget Target => target;

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    public RelayInterface? Find(string name) => interfaces.FirstOrDefault(link => link.Name == name);

    /// <summary>Whether the kernel forwards what comes in by an interface; in IPv6 only <c>all</c> says so.</summary>
    public bool Forwards(string family, string name) => sysctl.Read(Sysctl.Key("net", family, "conf", name, "forwarding")) is { } value && value != "0";

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers)
        => name == InterfaceList ? [.. Suited(RelayRequest.From(answers).IsBridged).Select(link => new Choice(link.Name, link.Name, link.Describe()))] : [];

    public override Value Present(string field, AnswerSheet answers) => (field, Current) switch
    {
        (RelayRequest.InterfaceField, { } now) => Value.Of(now.Interface),
        (RelayRequest.MethodField, { } now) => Value.Of(now.IsBridged ? RelayRequest.Layer2 : RelayRequest.Layer3),
        (RelayRequest.InterfaceField, null) when RelayRequest.From(answers).IsBridged => Suited(isBridged: true).FirstOrDefault(link => link.IsUp && link.IsFree) is { } free ? Value.Of(free.Name) : Value.Nothing,
        (RelayRequest.InterfaceField, null) => interfaces.FirstOrDefault(link => link.IsUp && link.HasFamily(isIpv6: false)) is { } first ? Value.Of(first.Name) : Value.Nothing,
        (RelayRequest.IsolatedField, { } now) => Value.List(now.Isolated),
        (RelayRequest.RulesField, { } now) => Value.List(now.Rules),
        (RelayRequest.LogField, { } now) => Value.Of(now.LogRate is not null),
        (RelayRequest.LogRateField, { LogRate: { } rate }) => Value.Of(rate),
        _ => Value.Nothing,
    };

    /// <summary>Those first that can be it.</summary>
    private IEnumerable<RelayInterface> Suited(bool isBridged) => isBridged ? interfaces.OrderByDescending(link => link.IsFree) : interfaces;

    private string Canonical()
    {
        var text = new StringBuilder(target.Identity);
        foreach (var link in interfaces)
        {
            text.Append('\n').Append(link.Name).Append(' ').AppendJoin(' ', link.Addresses.Where(RelayInterface.IsGlobal));
        }

        foreach (var table in ruleset.Tables.Where(table => table.Name == RelayPolicy.TableName))
        {
            text.Append('\n').Append(table).Append(' ').Append(TableOperation.Of(table));
        }

        return text.ToString();
    }
}
