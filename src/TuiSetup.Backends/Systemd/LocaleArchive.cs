using System.Buffers.Binary;
using System.Text;
using TuiSetup.Backends.Files;

namespace TuiSetup.Backends.Systemd;

/// <summary>The locales that are generated on a machine: those of glibc's locale-archive, and those with a folder of their own.</summary>
internal static class LocaleArchive
{
    private const string Folder = "/usr/lib/locale", Archive = Folder + "/locale-archive";

    private const uint Magic = 0xde020109;

    /// <summary>Their names as localectl gives them, such as <c>en_US.UTF-8</c>, in order.</summary>
    public static IReadOnlyList<string> Read(RootFiles files)
    {
        if (!files.AreThere)
        {
            return [];
        }

        var folder = files.PathOf(Folder);
        var own = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)) : [];
        return [.. own.Concat(files.Exists(Archive) ? Names(File.ReadAllBytes(files.PathOf(Archive))) : [])
            .Select(Canonical).Where(name => name.EndsWith(".UTF-8", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The names of an archive's hash table (struct locarhead and struct namehashent of glibc's locarchive.h).</summary>
    internal static IEnumerable<string> Names(byte[] archive)
    {
        const int HeaderSize = 12, EntrySize = 12;
        if (archive.Length < HeaderSize * 4 || Word(0) != Magic)
        {
            yield break;
        }

        var (table, size) = (Word(8), Word(16));
        for (var entry = 0; entry < size && table + ((entry + 1) * EntrySize) <= archive.Length; entry++)
        {
            var at = (int)table + (entry * EntrySize);
            if (Word(at + 8) != 0 && Word(at + 4) is var name && name < archive.Length)
            {
                var end = Array.IndexOf(archive, (byte)0, (int)name);
                yield return Encoding.ASCII.GetString(archive, (int)name, (end < 0 ? archive.Length : end) - (int)name);
            }
        }

        uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(archive.AsSpan(at));
    }

    private static string Canonical(string name)
        => name.Split('.', 2) is [var language, var rest] && rest.Replace("-", "", StringComparison.Ordinal) is var codeset
            && codeset.StartsWith("utf8", StringComparison.OrdinalIgnoreCase) ? $"{language}.UTF-8{codeset[4..]}" : name;
}
