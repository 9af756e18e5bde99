using TuiSetup.Backends.Kpti.Measuring.Native;

namespace TuiSetup.Backends.Kpti.Measuring.Operations;

/// <summary>
/// From one process to another and back, on one CPU: a byte goes to the other by a pipe, and comes back by a second one.
/// A switch is half of that, with the write and the read that it takes.
/// </summary>
internal sealed unsafe class ContextSwitch : IOperation
{
    private readonly TimeProvider _time;
    private readonly Pipe _there = new(), _back = new();
    private readonly int _other;

    /// <param name="time">Times it.</param>
    /// <param name="echo">The command of a process that gives back each byte: its program, and the words after it.</param>
    public ContextSwitch(TimeProvider time, IReadOnlyList<string> echo)
    {
        _time = time;
        try
        {
            using var words = new CWords(echo);
            _other = Spawning.Start(words, _there.ReadEnd, _back.WriteEnd);
            _there.CloseReadEnd();
            _back.CloseWriteEnd();
            Run(1);
        }
        catch (IOException)
        {
            Dispose();
            throw;
        }
    }

    public string Name => "switch";

    public string Title => T("switch to another process");

    /// <summary>What the other process does: gives back what comes, until nothing more can come.</summary>
    public static void Echo()
    {
        byte letter;
        while (Kernel.read(0, &letter, 1) == 1 && Kernel.write(1, &letter, 1) == 1)
        {
        }
    }

    public TimeSpan Run(int times)
    {
        byte letter = 0;
        var began = _time.GetTimestamp();
        for (var count = 0; count < times; count++)
        {
            if (Kernel.write(_there.WriteEnd, &letter, 1) != 1 || Kernel.read(_back.ReadEnd, &letter, 1) != 1)
            {
                throw new IOException(T("The second process ended before its time."));
            }
        }

        return _time.GetElapsedTime(began) / 2;
    }

    public void Dispose()
    {
        _there.Dispose();
        _back.Dispose();
        if (_other > 0)
        {
            _ = Kernel.waitpid(_other, null, 0);
        }
    }
}
