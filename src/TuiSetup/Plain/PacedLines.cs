using TuiSetup.Newt.Lines;

namespace TuiSetup.Plain;

/// <summary>How far some work is, as a line every few seconds: each one stays, and may be read out.</summary>
internal sealed class PacedLines(LinePrinter output, TimeProvider time) : IProgress<string>
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private long? _last;

    /// <summary>From now on it is worth telling.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _last = time.GetTimestamp();
        }
    }

    public void Report(string value)
    {
        lock (_lock)
        {
            if (_last is not { } last || time.GetElapsedTime(last) < Pace)
            {
                return;
            }

            _last = time.GetTimestamp();
        }

        output.Print("  " + value);
    }
}
