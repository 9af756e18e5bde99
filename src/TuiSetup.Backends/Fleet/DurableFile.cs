namespace TuiSetup.Backends.Fleet;

/// <summary>Files that a crash leaves as they were or as they are to be, for their owner alone.</summary>
internal static class DurableFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = Owner }))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Adds a line at the end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, without its end.</param>
    /// <param name="flush">Whether it is to be on the disk when this returns.</param>
    public static void Append(string path, ReadOnlySpan<byte> line, bool flush = true)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = Owner, BufferSize = 0 });
        file.Write([.. line, (byte)'\n']);
        file.Flush(flush);
    }

    public static string CreateFolder(params string[] parts)
    {
        var path = Path.Combine(parts);
        Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        return path;
    }
}
