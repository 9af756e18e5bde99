using System.Globalization;
using TuiSetup.Backends.Kpti;
using TuiSetup.Newt.Lines;

namespace TuiSetup.Commands;

/// <summary>A bar on one line of standard error, where that is a terminal, and gone at the end; nothing elsewhere.</summary>
internal sealed class ProgressLine(TextWriter writer, TimeProvider time) : IProgress<AdvisorProgress>, IDisposable
{
    private const int BarWidth = 24, LineWidth = 79;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly bool _isShown = StandardLines.ErrorIsTerminal;
    private long? _last;
    private bool _isOver;

    public void Report(AdvisorProgress value)
    {
        lock (_lock)
        {
            if (!_isShown || _isOver || _last is { } last && time.GetElapsedTime(last) < Pause)
            {
                return;
            }

            _last = time.GetTimestamp();
            var done = (int)Math.Round(BarWidth * value.Share);
            var line = string.Create(CultureInfo.InvariantCulture, $"[{new string('#', done)}{new string('.', BarWidth - done)}] {100 * value.Share,3:0}%  {value.Text}");
            // The cursor waits at the beginning, where what a terminal echoes does no harm.
            writer.Write(TextWidth.Fit(line, LineWidth) + "\r");
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isOver && _last is not null)
            {
                writer.Write(new string(' ', LineWidth) + "\r");
            }

            _isOver = true;
        }
    }
}
