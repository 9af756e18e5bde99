using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Kpti.Measuring.Native;

/// <summary>Binds the calling thread, and the processes that it starts, to one CPU (sched_setaffinity(2)).</summary>
internal static unsafe class Pinning
{
    /// <summary>Bytes of the mask: as many CPUs as any kernel is made for.</summary>
    private const int MaskSize = 1024;

    /// <summary>The CPU that the calling thread is on. When its CPU goes offline the kernel moves it to another and tells nobody.</summary>
    public static int Current => Kernel.sched_getcpu();

    /// <exception cref="IOException">The CPU is not there, or not for this process.</exception>
    public static void To(int cpu)
    {
        var mask = stackalloc byte[MaskSize];
        new Span<byte>(mask, MaskSize).Clear();
        mask[cpu / 8] = (byte)(1 << (cpu % 8));
        if (Kernel.sched_setaffinity(0, MaskSize, mask) != 0)
        {
            throw new IOException(T($"The measurements cannot be bound to CPU {cpu}: {Marshal.GetLastPInvokeErrorMessage()}. Is it online, and may this process run on it?"));
        }
    }
}
