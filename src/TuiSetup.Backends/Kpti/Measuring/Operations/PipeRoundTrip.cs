using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>A byte into a pipe and out of it again: two system calls that do something.</summary>
internal sealed unsafe class PipeRoundTrip(TimeProvider time) : IOperation
{
    private readonly Pipe _pipe = new();

    public string Name => "pipe";

    public string Title => T("pipe, write and read");

    public TimeSpan Run(int times)
    {
        byte letter = 0;
        var began = time.GetTimestamp();
        for (var count = 0; count < times; count++)
        {
            if (Kernel.WriteAtOnce(_pipe.WriteEnd, &letter, 1) != 1 || Kernel.ReadAtOnce(_pipe.ReadEnd, &letter, 1) != 1)
            {
                throw new IOException(T("A pipe of our own does not take and give a byte."));
            }
        }

        return time.GetElapsedTime(began);
    }

    public void Dispose() => _pipe.Dispose();
}
