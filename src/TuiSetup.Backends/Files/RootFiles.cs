using System.Text;

namespace TuiSetup.Backends.Files;

/// <summary>
/// Files of the host, by their usual paths. A file that is written is there whole or as it was before, with the owner
/// and the rights that it had.
/// </summary>
/// <param name="root">Folder that stands for /; empty for the real one; null where files cannot be reached.</param>
internal sealed class RootFiles(string? root)
{
    /// <summary>Rights of a file that everyone reads.</summary>
    public const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Whether there are files at all; those of another machine are out of reach.</summary>
    public bool AreThere => root is not null;

    public string PathOf(string path) => (root ?? throw new IOException(T("The files of another machine are out of reach."))) + path;

    public bool Exists(string path) => AreThere && File.Exists(PathOf(path));

    /// <summary>The lines; none when the file is not there.</summary>
    public IReadOnlyList<string> Lines(string path) => Exists(path) ? File.ReadAllLines(PathOf(path)) : [];

    /// <param name="path">The file.</param>
    /// <param name="lines">What will be in it.</param>
    /// <param name="mode">Rights of a new file.</param>
    public void Write(string path, IEnumerable<string> lines, UnixFileMode mode)
    {
        var target = PathOf(path);
        var temporary = target + ".tuisetup-new";
        var isThere = File.Exists(target);
        try
        {
            using (var file = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = isThere ? File.GetUnixFileMode(target) : mode,
            }))
            {
                file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
                if (isThere)
                {
                    FileOwner.Copy(target, file.SafeFileHandle);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
