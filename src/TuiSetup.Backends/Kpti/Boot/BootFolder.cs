using TuiSetup.Backends.Files;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>Whether the boot loader's files can be written.</summary>
internal static class BootFolder
{
    /// <summary>A new file is written beside the old one.</summary>
    private const long Needed = 1 << 20;

    /// <summary>Why not, as a sentence; empty when they can, or there are none.</summary>
    public static string WhyUnwritable(RootFiles files, string folder)
    {
        if (folder.Length == 0 || !Directory.Exists(files.PathOf(folder)))
        {
            return "";
        }

        if (IsReadOnly(files.Lines("/proc/self/mounts"), folder))
        {
            return T($"{folder} is mounted read-only. Mount it for writing (mount -o remount,rw), and run this again.");
        }

        var free = new DriveInfo(files.PathOf(folder)).AvailableFreeSpace;
        return free < Needed ? T($"{folder} is full: {free / 1024} KiB are free, and a new file is written beside the old one. Make room, for instance by removing an old kernel.") : "";
    }

    /// <summary>The last mount on the longest path above the folder is the one that counts.</summary>
    /// <param name="mounts">Lines of /proc/self/mounts (fstab(5)).</param>
    /// <param name="folder">The folder.</param>
    public static bool IsReadOnly(IEnumerable<string> mounts, string folder)
        => mounts.Select(line => line.Split(' ')).Where(fields => fields.Length > 3 && IsAbove(fields[1], folder)).Select((fields, index) => (fields, index))
            .OrderBy(mount => mount.fields[1].Length).ThenBy(mount => mount.index).LastOrDefault().fields is { } mount && mount[3].Split(',').Contains("ro");

    private static bool IsAbove(string mount, string folder) => mount == "/" || folder == mount || folder.StartsWith(mount + "/", StringComparison.Ordinal);
}
