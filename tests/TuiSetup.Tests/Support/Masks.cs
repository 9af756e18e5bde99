using System.Globalization;
using System.Text.RegularExpressions;

namespace TuiSetup.Tests.Support;

/// <summary>What a screen shows of this moment and this machine, covered so that rows keep their length.</summary>
internal static partial class Masks
{
    /// <summary>Where a lab keeps its database, and what its switch has learned by now.</summary>
    public static string Unlearned(string screen) => LearnedAddress().Replace(Switch(screen), found => new string(' ', found.Length));

    /// <summary>Where a lab keeps its database, the addresses of its hosts, and what was counted by now.</summary>
    public static string Switch(string screen)
    {
        screen = Database().Replace(screen, found => "unix:/run/openvswitch/db.sock".PadRight(found.Length, '_')[..found.Length]);
        return Counters().Replace(Addresses(screen), found => "tx_packets 3, tx_bytes 294".PadRight(found.Length));
    }

    /// <summary>MAC addresses, numbered as they come.</summary>
    public static string Addresses(string screen)
    {
        List<string> seen = [];
        return Address().Replace(screen, found =>
        {
            if (!seen.Contains(found.Value))
            {
                seen.Add(found.Value);
            }

            return string.Create(CultureInfo.InvariantCulture, $"52:54:00:00:00:{seen.IndexOf(found.Value) + 1:x2}");
        });
    }

    /// <summary>Where a lab keeps its database, and when a run was, with its number among those of that second.</summary>
    public static string Runs(string screen) => RunName().Replace(Switch(screen), "20260101-120000-${wizard}-0001");

    /// <summary>When a job was sent, and its number among those of that second.</summary>
    public static string Jobs(string screen) => JobName().Replace(screen, "20260101-120000-00000001");

    /// <summary>The numbers of processes on a bus.</summary>
    public static string Processes(string screen) => Process().Replace(screen, found => $"{found.Groups["program"]} 1234 {found.Groups["user"]}".PadRight(found.Length));

    /// <summary>How much of the time to keep a change is left, of which little is gone.</summary>
    public static string Countdown(string screen) => SecondsLeft().Replace(MostIsLeft().Replace(screen, "99%"), "back in 899 seconds");

    [GeneratedRegex("unix:[^_ ]+_*")]
    private static partial Regex Database();

    [GeneratedRegex("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")]
    private static partial Regex Address();

    [GeneratedRegex("(, ([0-9a-f]{2}:){5}[0-9a-f]{2})+")]
    private static partial Regex LearnedAddress();

    [GeneratedRegex("tx_packets [0-9]+, tx_bytes [0-9]+ *")]
    private static partial Regex Counters();

    [GeneratedRegex("[0-9]{8}-[0-9]{6}-(?<wizard>[a-z-]+)-[0-9a-f]{4}")]
    private static partial Regex RunName();

    [GeneratedRegex("[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")]
    private static partial Regex JobName();

    [GeneratedRegex("(?<program>python3|dbus-daemon) [0-9]+ (?<user>[a-z]+) *")]
    private static partial Regex Process();

    [GeneratedRegex("back in [0-9]{3} seconds")]
    private static partial Regex SecondsLeft();

    [GeneratedRegex("9[0-9]%")]
    private static partial Regex MostIsLeft();
}
