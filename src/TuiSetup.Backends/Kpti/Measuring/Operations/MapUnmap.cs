using System.Runtime.InteropServices;
using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>mmap(2) and munmap(2) of a page that is written to in between, so that its entry has to go from the TLB.</summary>
internal sealed unsafe class MapUnmap(TimeProvider time) : IOperation
{
    public string Name => "mmap";

    public string Title => T("mmap, write, munmap");

    public TimeSpan Run(int times)
    {
        var size = Environment.SystemPageSize;
        var began = time.GetTimestamp();
        for (var count = 0; count < times; count++)
        {
            var start = Kernel.mmap(0, size, Kernel.ReadWrite, Kernel.PrivateAnonymous, -1, 0);
            if (start == Kernel.Failed)
            {
                throw new IOException(T($"There is no memory to measure with: {Marshal.GetLastPInvokeErrorMessage()}."));
            }

            *(byte*)start = 1;
            _ = Kernel.munmap(start, size);
        }

        return time.GetElapsedTime(began);
    }

    public void Dispose()
    {
    }
}
