using System.Collections.Immutable;
using TuiSetup.Backends.Nftables;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// What brings a relay back at boot. The policy is loaded before any network comes up; only while it is there, and the
/// interface too, the kernel is told to answer and to forward. Where the policy cannot be loaded, the relay stays closed.
/// </summary>
internal static class RelayUnits
{
    public const string PolicyUnit = "tuisetup-relay.service", KeeperUnit = "tuisetup-relay-open.service";

    public const string SysctlFile = "/etc/sysctl.d/60-tuisetup-relay.conf", PolicyFile = Folder + "/policy.nft",
        NetworkManagerFile = "/etc/NetworkManager/conf.d/60-tuisetup-relay.conf", OpenFile = Folder + "/open.conf", CloseFile = Folder + "/close.conf", NeighboursFile = Folder + "/neighbours";

    public const string Nft = "/usr/sbin/nft";

    private const string Folder = "/etc/tuisetup/relay";

    /// <summary>The tables, each replaced as a whole.</summary>
    public static IEnumerable<string> Policy(params IEnumerable<(string Target, Value Table)> tables)
        => new[] { "#!/usr/sbin/nft -f", "# Written by tuisetup, wizard relay; loaded by " + PolicyUnit + "." }
            .Concat(string.Concat(tables.Select(table => TableOperation.Script(table.Target, table.Table))).TrimEnd('\n').Split('\n'));

    /// <summary>NetworkManager would give the interface of a relay on layer 2 an address, or take it out of the bridge.</summary>
    public static ImmutableArray<string> NetworkManagerLines(string link) =>
    [
        "# Written by tuisetup, wizard relay.",
        "[keyfile]",
        $"unmanaged-devices+=interface-name:{link};interface-name:{RelayBridge.Name}",
    ];

    /// <summary>Settings as sysctl.d(5) has them.</summary>
    public static IEnumerable<string> Settings(IEnumerable<(string Key, Value Value)> settings)
        => settings.Select(setting => $"{setting.Key} = {setting.Value}");

    public static ImmutableArray<string> PolicyLines(string link) =>
    [
        "[Unit]",
        $"Description=Policy of the relay between isolated hosts on {link}",
        "Documentation=man:tuisetup(1)",
        "DefaultDependencies=no",
        "Wants=network-pre.target",
        "Before=network-pre.target shutdown.target",
        "After=systemd-sysctl.service nftables.service",
        "Conflicts=shutdown.target",
        "# nftables.service empties the whole ruleset when it starts, stops and reloads.",
        "PartOf=nftables.service",
        "ReloadPropagatedFrom=nftables.service",
        "",
        "[Service]",
        "Type=oneshot",
        "RemainAfterExit=yes",
        $"ExecStart={Nft} -f {PolicyFile}",
        $"ExecReload={Nft} -f {PolicyFile}",
        "",
        "[Install]",
        "WantedBy=sysinit.target",
    ];

    /// <param name="link">The relay's interface.</param>
    /// <param name="isBridged">Whether it is on layer 2.</param>
    /// <param name="program">Path of this program.</param>
    public static ImmutableArray<string> KeeperLines(string link, bool isBridged, string program) =>
    [
        "[Unit]",
        $"Description=Relay between isolated hosts on {link}",
        "Documentation=man:tuisetup(1)",
        $"BindsTo={PolicyUnit}",
        $"After={PolicyUnit}",
        "",
        "[Service]",
        $"ExecStart={program} keep-relay {(isBridged ? "--bridge " : "")}{link}",
        "# It closes the relay when it is stopped.",
        "Restart=on-failure",
        "RestartSec=1",
        "",
        "[Install]",
        "WantedBy=multi-user.target",
    ];
}
