using System.Collections;

namespace TuiSetup.Tests.Newt.Widgets;

/// <summary>Items that are made when somebody looks at them, which is counted.</summary>
internal sealed class CountingList<T>(int count, Func<int, T> make) : IReadOnlyList<T>
{
    public int Touched { get; private set; }

    public int Count => count;

    public T this[int index]
    {
        get
        {
            Touched++;
            return make(index);
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
