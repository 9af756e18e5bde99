using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>clock_gettime(2), which needs no kernel entry where the clock is good: the control of the others.</summary>
internal sealed unsafe class VdsoClock(TimeProvider time) : IOperation
{
    public string Name => "vdso";

    public string Title => T("clock, no kernel (vDSO)");

    public TimeSpan Run(int times)
    {
        Kernel.TimeSpec now;
        var began = time.GetTimestamp();
        for (var count = 0; count < times; count++)
        {
            _ = Kernel.clock_gettime(Kernel.Monotonic, &now);
        }

        return time.GetElapsedTime(began);
    }

    public void Dispose()
    {
    }
}
