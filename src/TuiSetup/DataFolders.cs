namespace TuiSetup;

/// <summary>Where wizards and themes are, and where runs are kept.</summary>
internal sealed class DataFolders(Func<string, string?> variable)
{
    /// <summary>
    /// Folders of the given kind that exist, first wins: TUISETUP_DATA_DIR, the user's (XDG_CONFIG_HOME), the site's
    /// (/etc/tuisetup), beside the program, then the system's.
    /// </summary>
    public IEnumerable<string> Of(string kind)
    {
        var program = Path.GetDirectoryName(Environment.ProcessPath) ?? AppContext.BaseDirectory;
        return Existing(kind, [.. Own(), program, AppContext.BaseDirectory, "/usr/share/tuisetup"]);
    }

    /// <summary>The same without what came with the program: what the user and the site have put there.</summary>
    public IEnumerable<string> OfSite(string kind) => Existing(kind, Own());

    /// <summary>Where whoever runs this puts files of their own: as root the site's folder.</summary>
    public string Config => !Environment.IsPrivilegedProcess && UserConfig is { } own ? own : SiteConfig;

    private const string SiteConfig = "/etc/tuisetup";

    private string? UserConfig
        => variable("XDG_CONFIG_HOME") is { Length: > 0 } given ? Path.Combine(given, "tuisetup")
            : variable("HOME") is { Length: > 0 } user ? Path.Combine(user, ".config", "tuisetup") : null;

    private string?[] Own() => [variable("TUISETUP_DATA_DIR"), UserConfig, SiteConfig];

    private static IEnumerable<string> Existing(string kind, IEnumerable<string?> roots)
        => roots.OfType<string>().Where(root => root.Length > 0).Select(root => Path.Combine(root, kind)).Distinct().Where(Directory.Exists);

    /// <summary>A file by name, in the first folder of the kind that has it.</summary>
    public string? Find(string kind, string file)
        => Of(kind).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    /// <summary>TUISETUP_STATE_DIR; as root /var/lib/tuisetup; else below XDG_STATE_HOME.</summary>
    public string State
        => variable("TUISETUP_STATE_DIR") is { Length: > 0 } given ? Path.GetFullPath(given)
            : Environment.IsPrivilegedProcess ? "/var/lib/tuisetup"
            : Path.Combine(
                variable("XDG_STATE_HOME") is { Length: > 0 } home ? home : Path.Combine(variable("HOME") ?? "/", ".local", "state"),
                "tuisetup");
}
