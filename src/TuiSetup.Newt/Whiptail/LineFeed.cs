using System.Text;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Lines that another program writes to a descriptor, handed over one by one in the context that asked for them.</summary>
internal sealed class LineFeed(int descriptor, Action<string> received)
{
    private readonly byte[] _buffer = new byte[4096];
    private readonly List<byte> _line = [];

    /// <summary>Completes when the other program closed its end.</summary>
    public Task ReadToEndAsync()
    {
        var context = SynchronizationContext.Current ?? throw new InvalidOperationException("Lines need a context to arrive in.");
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            for (int count; (count = Descriptors.Read(descriptor, _buffer)) > 0;)
            {
                foreach (var line in Split(_buffer.AsSpan(0, count)))
                {
                    context.Post(_ => received(line), null);
                }
            }

            context.Post(_ => End(ended), null);
        })
        { IsBackground = true };
        thread.Start();
        return ended.Task;
    }

    private void End(TaskCompletionSource ended)
    {
        if (_line.Count > 0)
        {
            received(Encoding.UTF8.GetString([.. _line]));
        }

        ended.SetResult();
    }

    private List<string> Split(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<string>();
        foreach (var value in bytes)
        {
            if (value != (byte)'\n')
            {
                _line.Add(value);
                continue;
            }

            lines.Add(Encoding.UTF8.GetString([.. _line]));
            _line.Clear();
        }

        return lines;
    }
}
