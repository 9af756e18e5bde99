using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>getppid(2), which does next to nothing in the kernel and which no C library remembers: the way in and out.</summary>
internal sealed class SystemCall(TimeProvider time) : IOperation
{
    public string Name => "syscall";

    public string Title => T("system call (getppid)");

    public TimeSpan Run(int times)
    {
        var began = time.GetTimestamp();
        for (var count = 0; count < times; count++)
        {
            _ = Kernel.getppid();
        }

        return time.GetElapsedTime(began);
    }

    public void Dispose()
    {
    }
}
