using TuiSetup.Backends.Files;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>Reads /proc, /sys and /boot, below a root. What is not there and what may not be read are told apart.</summary>
internal sealed class SystemTree(RootFiles files)
{
    private readonly List<string> _refused = [];

    public RootFiles Files => files;

    /// <summary>Files that are there and may not be read.</summary>
    public IReadOnlyList<string> Refused => _refused;

    /// <summary>The whole text without blanks at its ends; null when it is not there, or may not be read.</summary>
    public string? Text(string path) => Read(path, File.ReadAllText)?.Trim();

    public IReadOnlyList<string> Lines(string path) => Text(path)?.Split('\n') ?? [];

    public byte[]? Bytes(string path) => Read(path, File.ReadAllBytes);

    public bool Exists(string path) => File.Exists(files.PathOf(path)) || Directory.Exists(files.PathOf(path));

    /// <summary>Names of the files in a folder that match a pattern, in order.</summary>
    public IReadOnlyList<string> Names(string folder, string pattern)
        => Read(folder, path => Directory.GetFiles(path, pattern).Select(found => Path.GetFileName(found)).Order(StringComparer.Ordinal).ToArray()) ?? [];

    /// <summary>Names of the folders in a folder.</summary>
    public IReadOnlyList<string> Folders(string folder) => Read(folder, path => Directory.GetDirectories(path).Select(found => Path.GetFileName(found)).ToArray()) ?? [];

    /// <summary>Bytes at an offset, as pread(2) has them; null when they cannot be had.</summary>
    public byte[]? At(string path, long offset, int count) => Read(path, name =>
    {
        using var file = File.OpenHandle(name);
        var bytes = new byte[count];
        return RandomAccess.Read(file, bytes, offset) == count ? bytes : null;
    });

    private T? Read<T>(string path, Func<string, T?> read)
        where T : class
    {
        try
        {
            return read(files.PathOf(path));
        }
        catch (UnauthorizedAccessException)
        {
            _refused.Add(path);
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
