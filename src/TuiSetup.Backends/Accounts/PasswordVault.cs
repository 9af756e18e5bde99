using System.Collections.Concurrent;

namespace TuiSetup.Backends.Accounts;

/// <summary>
/// Hashes that plans only have marks of: new ones in memory, until they are applied; earlier ones in a file that
/// root alone can read, so that they can be put back.
/// </summary>
internal sealed class PasswordVault(string stateFolder)
{
    private readonly ConcurrentDictionary<string, string> _planned = new(StringComparer.Ordinal);

    private string Folder => Path.Combine(stateFolder, "shadow");

    /// <summary>Takes a hash in; the result is its mark.</summary>
    public string Plan(string hash)
    {
        var mark = ShadowFile.MarkOf(hash);
        _planned[mark] = hash;
        return mark;
    }

    /// <summary>Keeps a hash that is about to be replaced.</summary>
    public void Keep(string hash)
    {
        Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var file = new FileStream(Path.Combine(Folder, ShadowFile.MarkOf(hash)), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(System.Text.Encoding.UTF8.GetBytes(hash));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The hash of a mark; null when it is not known here.</summary>
    public string? Find(string mark)
    {
        if (_planned.TryGetValue(mark, out var hash))
        {
            return hash;
        }

        var file = Path.Combine(Folder, Path.GetFileName(mark));
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
