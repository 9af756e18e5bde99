using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>One boot entry of grub.cfg that grub-mkconfig made for a kernel of this system.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Line">Its line <c>linux</c>, without the blanks before it.</param>
/// <param name="Body">All lines between its braces.</param>
/// <param name="IsRecovery">Whether it is there for rescue, and so keeps away from what is set for usual boots.</param>
internal sealed record GrubEntry(string Title, string Line, ImmutableArray<string> Body, bool IsRecovery);

/// <summary>grub.cfg as grub-mkconfig(8) writes it: what it made of this system's own kernels.</summary>
internal static partial class GrubConfig
{
    /// <summary>The script of grub-mkconfig whose entries take GRUB_CMDLINE_LINUX_DEFAULT.</summary>
    private const string Script = "### BEGIN /etc/grub.d/10_linux ###", AnyScript = "### BEGIN ";

    public static ImmutableArray<GrubEntry> Parse(IEnumerable<string> lines)
    {
        var (entries, isOurs, title, body) = (ImmutableArray.CreateBuilder<GrubEntry>(), false, (string?)null, new List<string>());
        foreach (var line in lines)
        {
            isOurs = line.StartsWith(AnyScript, StringComparison.Ordinal) ? line == Script : isOurs;
            if (!isOurs)
            {
                continue;
            }

            if (EntryStart().Match(line) is { Success: true } start)
            {
                (title, body) = (start.Groups[1].Value.Replace("'\\''", "'", StringComparison.Ordinal), []);
            }
            else if (title is not null && line.Trim() == "}")
            {
                Add(entries, title, body);
                title = null;
            }
            else if (title is not null)
            {
                body.Add(line);
            }
        }

        return entries.ToImmutable();
    }

    /// <summary>Entries as steps show them: their lines by title.</summary>
    public static Value ToValue(IEnumerable<GrubEntry> entries)
        => Value.Map(entries.GroupBy(entry => entry.Title).SelectMany(group => group.Select((entry, index) => (index == 0 ? entry.Title : $"{entry.Title} ({index + 1})", Value.Of(entry.Line)))));

    private static void Add(ImmutableArray<GrubEntry>.Builder entries, string title, List<string> body)
    {
        if (body.Select(line => line.Trim()).FirstOrDefault(line => LinuxLine().IsMatch(line)) is { } linux)
        {
            entries.Add(new GrubEntry(title, Blanks().Replace(linux, " "), [.. body], linux.Split(' ', '\t').Any(word => word is "single" or "recovery" or "emergency")));
        }
    }

    [GeneratedRegex(@"^\s*menuentry '((?:[^']|'\\'')*)'.*\{\s*$")]
    private static partial Regex EntryStart();

    [GeneratedRegex(@"^(linux|linux16|linuxefi)\s")]
    public static partial Regex LinuxLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
