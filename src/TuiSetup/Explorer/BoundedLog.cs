namespace TuiSetup.Explorer;

/// <summary>The latest of what came. The oldest is dropped, and counted, when there is too much. Not for two threads at once.</summary>
/// <param name="most">Items at most.</param>
/// <param name="mostOctets">What they may need together; one is kept however large.</param>
internal sealed class BoundedLog<T>(int most, long mostOctets)
{
    private readonly Queue<(T Item, long Octets)> _kept = new();
    private long _octets;

    /// <summary>How many came.</summary>
    public long Seen { get; private set; }

    /// <summary>How many of them are not kept any more.</summary>
    public long Dropped => Seen - _kept.Count;

    /// <summary>Those that are kept, oldest first.</summary>
    public IReadOnlyList<T> Kept => [.. _kept.Select(one => one.Item)];

    public void Add(T item, long octets)
    {
        _kept.Enqueue((item, octets));
        _octets += octets;
        Seen++;
        while (_kept.Count > most || (_octets > mostOctets && _kept.Count > 1))
        {
            _octets -= _kept.Dequeue().Octets;
        }
    }
}
