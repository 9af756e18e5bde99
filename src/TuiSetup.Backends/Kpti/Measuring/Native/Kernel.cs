using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Kpti.Measuring.Native;

/// <summary>The calls that are measured. Those that cannot block are made without telling the runtime, as C would.</summary>
internal static unsafe partial class Kernel
{
    /// <summary>CLOCK_MONOTONIC of clock_gettime(2).</summary>
    public const int Monotonic = 1;

    /// <summary>PROT_READ and PROT_WRITE, MAP_PRIVATE and MAP_ANONYMOUS, MADV_NOHUGEPAGE of mmap(2) and madvise(2).</summary>
    public const int ReadWrite = 1 | 2, PrivateAnonymous = 2 | 0x20, NoHugePage = 15;

    /// <summary>O_CLOEXEC of pipe2(2).</summary>
    public const int CloseOnExec = 0x80000;

    public const nint Failed = -1;

    private const string Library = "libc";

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int getppid();

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int clock_gettime(int clock, TimeSpec* time);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int pipe2(int* ends, int flags);

    [LibraryImport(Library)]
    public static partial nint read(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library)]
    public static partial nint write(int descriptor, byte* buffer, nint count);

    /// <summary>read(2) of what is there already, so that it cannot block.</summary>
    [LibraryImport(Library, EntryPoint = "read"), SuppressGCTransition]
    public static partial nint ReadAtOnce(int descriptor, byte* buffer, nint count);

    /// <summary>write(2) where there is room, so that it cannot block.</summary>
    [LibraryImport(Library, EntryPoint = "write"), SuppressGCTransition]
    public static partial nint WriteAtOnce(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library)]
    public static partial int close(int descriptor);

    [LibraryImport(Library, SetLastError = true), SuppressGCTransition]
    public static partial nint mmap(nint address, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int munmap(nint address, nint length);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int madvise(nint address, nint length, int advice);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int sched_setaffinity(int thread, nint size, byte* mask);

    [LibraryImport(Library)]
    public static partial int sched_getcpu();

    [LibraryImport(Library)]
    public static partial int waitpid(int process, int* status, int options);

    /// <summary>struct timespec of 64-bit systems.</summary>
    public struct TimeSpec
    {
        public long Seconds, Nanoseconds;
    }
}
