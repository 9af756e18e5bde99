using System.Threading.Channels;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>Signals of several match rules as one row, in the order in which they are read.</summary>
internal sealed class MergedSignals : IAsyncDisposable
{
    private readonly Channel<DBusMessage> _merged = Channel.CreateUnbounded<DBusMessage>();
    private readonly CancellationTokenSource _over = new();
    private readonly List<ISignals> _sources = [];
    private readonly List<Task> _pumps = [];

    private MergedSignals()
    {
    }

    /// <summary>Listens by all rules; nothing that comes after this returns is missed.</summary>
    public static async Task<MergedSignals> ListenAsync(IBus bus, CancellationToken cancel, params IEnumerable<MatchRule> rules)
    {
        var merged = new MergedSignals();
        try
        {
            foreach (var rule in rules)
            {
                merged._sources.Add(await bus.ListenAsync(rule, cancel));
            }
        }
        catch
        {
            await merged.DisposeAsync();
            throw;
        }

        merged._pumps.AddRange(merged._sources.Select(merged.PumpAsync));
        return merged;
    }

    /// <exception cref="DBusException">The connection was lost.</exception>
    public IAsyncEnumerable<DBusMessage> ReadAllAsync(CancellationToken cancel) => _merged.Reader.ReadAllAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_pumps);
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }

        _over.Dispose();
    }

    private async Task PumpAsync(ISignals source)
    {
        try
        {
            await foreach (var message in source.WithCancellation(_over.Token))
            {
                _merged.Writer.TryWrite(message);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody reads any more.
        }
        catch (DBusException lost)
        {
            _merged.Writer.TryComplete(lost);
        }
    }
}
