namespace TuiSetup.Backends.DBus.Explore;

/// <summary>The order of a tree: an object, what is below it by name, then the next. Numbers in names count as numbers.</summary>
public sealed class PathOrder : IComparer<string>
{
    public static PathOrder Instance { get; } = new();

    public static int Compare(string first, string second) => ComparePaths(first, second);

    int IComparer<string>.Compare(string? x, string? y) => ComparePaths(x ?? "", y ?? "");

    private static int ComparePaths(string first, string second)
    {
        var (a, b) = (0, 0);
        while (a < first.Length && b < second.Length)
        {
            if (char.IsAsciiDigit(first[a]) && char.IsAsciiDigit(second[b]))
            {
                var one = Digits(first, ref a);
                var other = Digits(second, ref b);
                if (one.Length != other.Length || one.SequenceCompareTo(other) != 0)
                {
                    return one.Length != other.Length ? one.Length - other.Length : one.SequenceCompareTo(other);
                }

                continue;
            }

            if (first[a] != second[b])
            {
                // What ends here stands before what goes on with anything but what is below.
                return Rank(first[a]) - Rank(second[b]);
            }

            a++;
            b++;
        }

        return first.Length - a - (second.Length - b) is var rest && rest != 0 ? rest : string.CompareOrdinal(first, second);
    }

    private static int Rank(char character) => character == '/' ? 0 : character;

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
