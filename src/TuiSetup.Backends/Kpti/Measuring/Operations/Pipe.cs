using System.Runtime.InteropServices;
using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>A pipe that processes started later do not inherit by themselves.</summary>
internal sealed unsafe class Pipe : IDisposable
{
    public Pipe()
    {
        var ends = stackalloc int[2];
        if (Kernel.pipe2(ends, Kernel.CloseOnExec) != 0)
        {
            throw new IOException(T($"There is no pipe to be had: {Marshal.GetLastPInvokeErrorMessage()}."));
        }

        (ReadEnd, WriteEnd) = (ends[0], ends[1]);
    }

    public int ReadEnd { get; private set; }

    public int WriteEnd { get; private set; }

    public void CloseReadEnd() => ReadEnd = Close(ReadEnd);

    public void CloseWriteEnd() => WriteEnd = Close(WriteEnd);

    public void Dispose()
    {
        CloseReadEnd();
        CloseWriteEnd();
    }

    private static int Close(int end)
    {
        if (end >= 0)
        {
            _ = Kernel.close(end);
        }

        return -1;
    }
}
