using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Kpti.Sampling.Native;

/// <summary>Counters of one CPU by perf_event_open(2).</summary>
internal static unsafe partial class PerfEvent
{
    public const int NotPermitted = 1, NoSuchFile = 2, Refused = 13, NoSuchCall = 38;

    /// <summary>PERF_TYPE_TRACEPOINT, and PERF_FLAG_FD_CLOEXEC.</summary>
    private const uint Tracepoint = 2, CloseOnExec = 8;

    /// <summary>Number of the call; 0 where it is not known.</summary>
    private static readonly nint Call = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 298,
        Architecture.Arm64 => 241,
        _ => 0,
    };

    /// <summary>A descriptor that counts a tracepoint on a CPU, whoever runs there; or minus the error of errno(3).</summary>
    public static int Open(ulong tracepoint, int cpu)
    {
        if (Call == 0)
        {
            return -NoSuchCall;
        }

        var attributes = new Attributes { Type = Tracepoint, Size = (uint)sizeof(Attributes), Config = tracepoint };
        var descriptor = syscall(Call, &attributes, -1, cpu, -1, CloseOnExec);
        return descriptor >= 0 ? (int)descriptor : -Marshal.GetLastPInvokeError();
    }

    public static ulong Read(int descriptor)
    {
        ulong count = 0;
        return read(descriptor, &count, sizeof(ulong)) == sizeof(ulong) ? count : 0;
    }

    [LibraryImport("libc")]
    public static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, Attributes* attributes, nint process, nint cpu, nint group, nuint flags);

    [LibraryImport("libc")]
    private static partial nint read(int descriptor, ulong* count, nint size);

    /// <summary>struct perf_event_attr as it first was, 64 bytes, which every kernel takes.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Attributes
    {
        public uint Type, Size;
        public ulong Config;
    }
}
