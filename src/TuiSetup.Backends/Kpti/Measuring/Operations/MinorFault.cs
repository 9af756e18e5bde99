using System.Runtime.InteropServices;
using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>The first write to a page of fresh memory, in pages of the usual size: an exception, a page, and an entry in the tables.</summary>
internal sealed unsafe class MinorFault(TimeProvider time) : IOperation
{
    private const int Pages = 256;

    public string Name => "fault";

    public string Title => T("page fault (minor)");

    /// <summary>Times the writes alone, not the making and unmaking of the mapping.</summary>
    public TimeSpan Run(int times)
    {
        var (size, took) = (Environment.SystemPageSize, TimeSpan.Zero);
        for (var left = times; left > 0; left -= Pages)
        {
            var start = Kernel.mmap(0, Pages * size, Kernel.ReadWrite, Kernel.PrivateAnonymous, -1, 0);
            if (start == Kernel.Failed)
            {
                throw new IOException(T($"There is no memory to measure with: {Marshal.GetLastPInvokeErrorMessage()}."));
            }

            _ = Kernel.madvise(start, Pages * size, Kernel.NoHugePage);
            var count = Math.Min(left, Pages);
            var began = time.GetTimestamp();
            for (var page = 0; page < count; page++)
            {
                ((byte*)start)[page * size] = 1;
            }

            took += time.GetElapsedTime(began);
            _ = Kernel.munmap(start, Pages * size);
        }

        return took;
    }

    public void Dispose()
    {
    }
}
