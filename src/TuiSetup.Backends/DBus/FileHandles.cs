using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace TuiSetup.Backends.DBus;

/// <summary>File descriptors as people know them: by what they are open on.</summary>
internal static class FileHandles
{
    /// <summary>Such as <c>/run/systemd/inhibit/3.ref</c>, or <c>pipe:[4711]</c>.</summary>
    public static string Describe(SafeFileHandle handle)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/self/fd/{handle.DangerousGetHandle().ToString(CultureInfo.InvariantCulture)}", returnFinalTarget: false) is { } target
                ? LinkText(target) : "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="FormatException">It cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException(failed.Message);
        }
    }

    /// <summary>What is no file is given as one of the folder in which the link stands.</summary>
    private static string LinkText(FileSystemInfo target)
        => target.FullName.StartsWith("/proc/self/fd/", StringComparison.Ordinal) ? target.Name : target.FullName;
}
