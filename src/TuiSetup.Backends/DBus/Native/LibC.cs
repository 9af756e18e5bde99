using System.Runtime.InteropServices;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>What the loop of a connection needs from libc: waiting, waking, and descriptors of its own.</summary>
internal static unsafe partial class LibC
{
    public const short PollIn = 1;

    /// <summary>F_DUPFD_CLOEXEC of fcntl(2).</summary>
    public const int DuplicateCloseOnExec = 1030;

    /// <summary>EFD_CLOEXEC and EFD_NONBLOCK of eventfd(2).</summary>
    public const int EventFlags = 0x80000 | 0x800;

    private const string Library = "libc";

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(PollFd* fds, nuint count, int milliseconds);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int eventfd(uint initial, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(int fd, void* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(int fd, void* buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(int fd, int command, int argument);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }
}
