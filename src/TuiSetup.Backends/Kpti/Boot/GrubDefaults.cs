using System.Text.RegularExpressions;
using TuiSetup.Backends.Files;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>What an admin wrote into /etc/default/grub and its folder about the kernel command line.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Variable">GRUB_CMDLINE_LINUX or GRUB_CMDLINE_LINUX_DEFAULT.</param>
/// <param name="Text">What is assigned, without quotes.</param>
internal sealed partial record GrubDefaults(string File, string Variable, string Text)
{
    public const string Main = "/etc/default/grub", Folder = "/etc/default/grub.d";

    /// <summary>Our own file; after those of cloud images, which have 50.</summary>
    public const string DropIn = Folder + "/60-tuisetup-kpti.cfg";

    public const string Usual = "GRUB_CMDLINE_LINUX_DEFAULT";

    /// <summary>Whether the variable loses what files before it gave it.</summary>
    public bool Replaces => !Text.Contains("$" + Variable, StringComparison.Ordinal) && !Text.Contains("${" + Variable, StringComparison.Ordinal);

    /// <summary>Assignments of others, in the order in which grub-mkconfig reads them.</summary>
    public static IReadOnlyList<GrubDefaults> Read(RootFiles files)
        => [.. FilesOf(files).Where(file => file != DropIn).SelectMany(file => files.Lines(file).Select(line => Assignment().Match(line)).Where(match => match.Success)
            .Select(match => new GrubDefaults(file, match.Groups[1].Value, match.Groups[2].Value.Trim().Trim('"', '\''))))];

    /// <summary>The lines of our own file, which a shell reads: what is said in it stays on the line of its comment.</summary>
    public static IEnumerable<string> Lines(string word, string reason)
        => new[] { "# Written by tuisetup, wizard kpti; tuisetup undo takes it away." }
            .Concat(reason.Length > 0 ? [$"# {new string([.. reason.Where(letter => !char.IsControl(letter))])}"] : Array.Empty<string>())
            .Append($"{Usual}=\"${Usual} {word}\"");

    private static IEnumerable<string> FilesOf(RootFiles files)
        => new[] { Main }.Concat(Directory.Exists(files.PathOf(Folder))
            ? Directory.GetFiles(files.PathOf(Folder), "*.cfg").Select(path => $"{Folder}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)
            : []);

    [GeneratedRegex(@"^\s*(?:export\s+)?(GRUB_CMDLINE_LINUX(?:_DEFAULT)?)\+?=(.*)$")]
    private static partial Regex Assignment();
}
