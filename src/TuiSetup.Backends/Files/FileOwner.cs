using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TuiSetup.Backends.Files;

/// <summary>Who owns a file (chown(2), stat(2)).</summary>
internal static unsafe partial class FileOwner
{
    /// <summary>AT_FDCWD of the *at functions.</summary>
    private const int CurrentFolder = -100;

    /// <summary>STATX_UID and STATX_GID.</summary>
    private const uint OwnerAndGroup = 0x8 | 0x10;

    /// <summary>Gives an open file the owner and group of another.</summary>
    /// <exception cref="IOException">It is not allowed.</exception>
    public static void Copy(string from, SafeFileHandle to)
    {
        var status = default(Statx);
        if (statx(CurrentFolder, from, 0, OwnerAndGroup, &status) != 0 || fchown(to, status.Uid, status.Gid) != 0)
        {
            throw new IOException(T($"The owner of {from} cannot be kept: {Marshal.GetLastPInvokeErrorMessage()}."));
        }
    }

    /// <summary>Number of the user who owns it. <exception cref="IOException">It cannot be told.</exception></summary>
    public static uint Of(string path)
    {
        var status = default(Statx);
        return statx(CurrentFolder, path, 0, OwnerAndGroup, &status) == 0
            ? status.Uid
            : throw new IOException(T($"The owner of {path} cannot be told: {Marshal.GetLastPInvokeErrorMessage()}."));
    }

    /// <exception cref="IOException">It is not allowed.</exception>
    public static void Set(string path, uint user, uint group)
    {
        if (chown(path, user, group) != 0)
        {
            throw new IOException(T($"The owner of {path} cannot be set: {Marshal.GetLastPInvokeErrorMessage()}."));
        }
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, Statx* status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchown(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint user, uint group);

    /// <summary>The first fields of struct statx, which is 256 bytes on every machine.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Statx
    {
        public uint Mask, BlockSize;
        public ulong Attributes;
        public uint LinkCount, Uid, Gid;
    }
}
