using System.Collections.Immutable;
using System.Globalization;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>
/// What brings the flows back: a service that applies the kept plan whenever ovs-vswitchd is started, and a path that
/// sees when ovs-vswitchd's own monitor has restarted it, which systemd does not.
/// </summary>
internal static class IsolationUnits
{
    private const string Switch = "ovs-vswitchd.service", PidFile = "/run/openvswitch/ovs-vswitchd.pid";

    public static string ServiceOf(string bridge) => NameOf(bridge) + ".service";

    public static string PathOf(string bridge) => NameOf(bridge) + ".path";

    /// <param name="bridge">The bridge.</param>
    /// <param name="program">Path of this program.</param>
    /// <param name="state">Its state folder.</param>
    /// <param name="plan">Path of the kept plan.</param>
    public static ImmutableArray<string> ServiceLines(string bridge, string program, string state, string plan) =>
    [
        "[Unit]",
        $"Description=Flows of the private VLANs on Open vSwitch bridge {Escape(bridge)}",
        "Documentation=man:tuisetup(1)",
        $"After={Switch}",
        $"Requisite={Switch}",
        "StartLimitIntervalSec=0",
        "",
        "[Service]",
        "Type=oneshot",
        "# Another run of tuisetup may be at work, or the bridge not be there yet.",
        "Restart=on-failure",
        "RestartSec=1",
        $"Environment={Quote("TUISETUP_STATE_DIR=" + state)}",
        $"ExecStart={Quote(program)} apply --yes {Quote(plan)}",
        "",
        "[Install]",
        $"WantedBy={Switch}",
    ];

    public static ImmutableArray<string> PathLines(string bridge) =>
    [
        "[Unit]",
        $"Description=Restarts of ovs-vswitchd by itself, for bridge {Escape(bridge)}",
        "Documentation=man:tuisetup(1)",
        "",
        "[Path]",
        $"PathChanged={PidFile}",
        $"Unit={ServiceOf(bridge)}",
        "",
        "[Install]",
        "WantedBy=multi-user.target",
    ];

    /// <summary>As systemd-escape(1) writes what a unit's name cannot hold.</summary>
    private static string NameOf(string bridge)
        => "tuisetup-ovs-pvlan-" + string.Concat(bridge.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.'
            ? letter.ToString()
            : string.Concat(System.Text.Encoding.UTF8.GetBytes(letter.ToString()).Select(part => string.Create(CultureInfo.InvariantCulture, $"\\x{part:x2}")))));

    private static string Quote(string word) => $"\"{Escape(word).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A per cent sign begins a specifier (systemd.unit(5)).</summary>
    private static string Escape(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
