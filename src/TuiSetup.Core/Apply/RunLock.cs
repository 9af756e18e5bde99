namespace TuiSetup.Core.Apply;

/// <summary>Another run is at work on this machine. The message says which.</summary>
public sealed class RunLockedException(string holder)
    : Exception(T($"Another run is at work: {holder}. Wait until it ends, or stop it."))
{
    public string Holder { get; } = holder;
}

/// <summary>One change at a time: a lock on a file that the system drops when its holder dies, however it dies.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <param name="path">The lock's file.</param>
    /// <param name="holder">Who takes it, in words for whoever is refused.</param>
    public static RunLock Take(string path, string holder)
    {
        var file = Open(path);
        try
        {
            File.WriteAllText(HolderPath(path), holder);
            return new RunLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Whether a living process holds the lock.</summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return OpenExclusively(path);
        }
        catch (IOException)
        {
            // Someone who only looked has let go of it by now.
            return IsHeld(path) ? throw new RunLockedException(ReadHolder(path)) : OpenExclusively(path);
        }
    }

    private static FileStream OpenExclusively(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>A locked file cannot be read, so who holds it is written beside.</summary>
    private static string HolderPath(string path) => path + ".holder";

    private static string ReadHolder(string path)
    {
        var holder = File.Exists(HolderPath(path)) ? File.ReadAllText(HolderPath(path)).Trim() : "";
        return holder.Length > 0 ? holder : T("a process that has just begun");
    }
}
