using System.Collections.Immutable;

namespace TuiSetup.Backends.Kpti.Change;

/// <summary>What looks once, after the reboot, at what came of it.</summary>
internal static class KptiUnits
{
    public const string Unit = "tuisetup-kpti-after.service", Command = "kpti-after", OnceOption = "--once";

    /// <param name="program">Path of this program.</param>
    /// <param name="state">Its state folder.</param>
    /// <param name="word">The word that was planned.</param>
    /// <param name="once">Whether one boot alone has it.</param>
    /// <param name="boot">Id of the boot before.</param>
    /// <param name="after">The report that it leaves; while that is not there, it has not run.</param>
    public static ImmutableArray<string> Lines(string program, string state, string word, bool once, string boot, string after) =>
    [
        "[Unit]",
        "Description=Page-table isolation after the reboot: what was planned, what is, and what it costs",
        "Documentation=man:tuisetup(1)",
        "After=multi-user.target",
        $"ConditionPathExists=!{Escape(after)}",
        "",
        "[Service]",
        "Type=oneshot",
        $"Environment={Quote("TUISETUP_STATE_DIR=" + state)}",
        $"ExecStart={Quote(program)} {Command} {word} {boot}{(once ? " " + OnceOption : "")}",
        "",
        "[Install]",
        "WantedBy=multi-user.target",
    ];

    private static string Quote(string word) => $"\"{Escape(word).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A per cent sign begins a specifier (systemd.unit(5)).</summary>
    private static string Escape(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
