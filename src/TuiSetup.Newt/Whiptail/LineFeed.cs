namespace TuiSetup.Newt.Whiptail;

/// <summary>Lines from a descriptor.</summary>
internal sealed class LineFeed(int descriptor) : ILineSource
{
    private readonly byte[] _buffer = new byte[4096];
    private readonly LineSplitter _lines = new();

    public Task ReadToEndAsync(Action<string> received)
    {
        var context = SynchronizationContext.Current ?? throw new InvalidOperationException("Lines need a context to arrive in.");
        var ended = new TaskCompletionSource();
        var thread = new Thread(() =>
        {
            for (int count; (count = Descriptors.Read(descriptor, _buffer)) > 0;)
            {
                _lines.Add(_buffer.AsSpan(0, count), line => context.Post(_ => received(line), null));
            }

            context.Post(
                _ =>
                {
                    _lines.End(received);
                    ended.SetResult();
                },
                null);
        })
        { IsBackground = true };
        thread.Start();
        return ended.Task;
    }
}
