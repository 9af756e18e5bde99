using System.Text;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Makes lines of bytes as they come.</summary>
internal sealed class LineSplitter
{
    private readonly List<byte> _line = [];

    public void Add(ReadOnlySpan<byte> bytes, Action<string> received)
    {
        foreach (var value in bytes)
        {
            if (value != (byte)'\n')
            {
                _line.Add(value);
                continue;
            }

            received(Encoding.UTF8.GetString([.. _line]));
            _line.Clear();
        }
    }

    /// <summary>A last line need not be ended.</summary>
    public void End(Action<string> received)
    {
        if (_line.Count > 0)
        {
            received(Encoding.UTF8.GetString([.. _line]));
        }
    }
}
