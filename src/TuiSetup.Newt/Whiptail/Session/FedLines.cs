namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>Lines for a gauge that come one by one from the same process.</summary>
internal sealed class FedLines : ILineSource
{
    private readonly TaskCompletionSource _end = new();
    private readonly List<string> _early = [];
    private Action<string>? _received;

    public void Add(string line)
    {
        if (_received is null)
        {
            _early.Add(line);
        }
        else
        {
            _received(line);
        }
    }

    public void End() => _end.TrySetResult();

    public Task ReadToEndAsync(Action<string> received)
    {
        _received = received;
        _early.ForEach(received);
        return _end.Task;
    }
}
