using TuiSetup.TestKit;

namespace TuiSetup.Tests.Guides;

/// <summary>The code behind a guide, without its comments: what the guide says that is written, the code must name.</summary>
internal sealed class SourceText
{
    private static readonly Dictionary<string, string[]> Backends = new(StringComparer.Ordinal)
    {
        ["dbus"] = ["DBus"],
        ["first-boot"] = ["FirstBoot", "Accounts"],
        ["fleet"] = ["Fleet"],
        ["kpti"] = ["Kpti"],
        ["network"] = ["NetworkManager"],
        ["ovs-mirror"] = ["OpenVSwitch/Mirrors"],
        ["ovs-pvlan"] = ["OpenVSwitch/Isolation"],
        ["relay"] = ["Relay"],
        ["vsphere-mirror"] = ["VSphere"],
        ["vsphere-pvlan"] = ["VSphere"],
        ["vsphere-vlan"] = ["VSphere"],
    };

    private readonly string _code;

    /// <param name="guide">The guide: its backend is read, and what carries out every run.</param>
    public SourceText(string guide)
    {
        var folders = Backends[guide].Select(folder => "TuiSetup.Backends/" + folder).Concat(["TuiSetup.Backends/Systemd", "TuiSetup.Core/Apply", "TuiSetup/Commands", "TuiSetup/Consoles"]);
        var files = folders.SelectMany(folder => Directory.EnumerateFiles(SourceTree.PathOf("src", folder), "*.cs", SearchOption.AllDirectories)).Append(SourceTree.PathOf("src", "TuiSetup", "DataFolders.cs"));
        _code = string.Join('\n', files.SelectMany(File.ReadLines).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
    }

    /// <summary>Whether it names a path, as a whole or folder by folder; words in capitals in it stand for anything.</summary>
    public bool Names(string path) => System.Text.RegularExpressions.Regex.Split(path.TrimStart('~'), "[A-Z]{2,}").All(IsCovered);

    private bool IsCovered(string part)
        => part.Length == 0 || _code.Contains(part, StringComparison.Ordinal)
            || Enumerable.Range(0, part.Length).Any(at => part[at] == '/' && _code.Contains(part[..at], StringComparison.Ordinal) && IsCovered(part[(at + 1)..]));
}
