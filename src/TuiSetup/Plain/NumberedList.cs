using System.Globalization;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Plain;

/// <summary>One entry of a numbered list: what it is called, more about it, and what an answer file calls it.</summary>
internal sealed record NumberedEntry(string Name, string Detail = "", string Value = "");

/// <summary>Finds entries by their number, or by the start of their name.</summary>
internal sealed class NumberedList(IReadOnlyList<NumberedEntry> entries)
{
    private const int NamesTold = 5;

    public static NumberedList Of(IEnumerable<Choice> choices)
        => new([.. choices.Select(choice => new NumberedEntry(choice.Label, choice.Detail, choice.Value))]);

    public int Count => entries.Count;

    public NumberedEntry this[int index] => entries[index];

    /// <summary>The index of one entry, or -1 with the reason.</summary>
    public int Find(string text, out string reason)
    {
        reason = "";
        text = text.Trim();
        var isNumber = TryNumber(text.TrimStart('#'), out var number) && text.Count(character => character == '#') <= 1;
        var named = IndexOf(text);
        if (isNumber && !text.StartsWith('#') && named >= 0 && named != number - 1 && number <= Count)
        {
            reason = T($"{number} is {entries[number - 1].Name}, and {named + 1} is called {text}. Type #{number} or #{named + 1}.");
            return -1;
        }

        if (named >= 0)
        {
            return named;
        }

        if (isNumber && number >= 1 && number <= Count)
        {
            return number - 1;
        }

        return FindByStart(text, out reason);
    }

    /// <summary>Indices of several entries, written as <c>1,3-5 name</c>; null with the reason.</summary>
    public IReadOnlyList<int>? FindAll(string text, out string reason)
    {
        var found = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A name may have blanks in it; otherwise they separate.
            IEnumerable<string> pieces = IndexOf(part) >= 0 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var piece in pieces)
            {
                if (!TryAdd(piece, found, out reason))
                {
                    return null;
                }
            }
        }

        reason = "";
        return [.. found];
    }

    /// <summary>The index of an entry by what an answer file calls it, or -1.</summary>
    public int IndexOfValue(string? value)
    {
        var index = 0;
        while (index < Count && entries[index].Value != value)
        {
            index++;
        }

        return index < Count ? index : -1;
    }

    private bool TryAdd(string piece, SortedSet<int> found, out string reason)
    {
        if (IndexOf(piece) < 0 && piece.Split('-') is [var first, var last] && TryNumber(first, out var from) && TryNumber(last, out var to))
        {
            reason = from >= 1 && from <= to && to <= Count ? "" : T($"{piece} is not a range between 1 and {Count}.");
            for (var number = from; reason.Length == 0 && number <= to; number++)
            {
                found.Add(number - 1);
            }

            return reason.Length == 0;
        }

        var index = Find(piece, out reason);
        if (index >= 0)
        {
            found.Add(index);
        }

        return index >= 0;
    }

    private int FindByStart(string text, out string reason)
    {
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            var starts = Enumerable.Range(0, Count).Where(index => text.Length > 0 && entries[index].Name.StartsWith(text, comparison)).ToList();
            if (starts.Count == 1)
            {
                reason = "";
                return starts[0];
            }

            if (starts.Count > 1)
            {
                var names = string.Join(", ", starts.Take(NamesTold).Select(index => entries[index].Name));
                var more = starts.Count > NamesTold ? T($" and {starts.Count - NamesTold} more") : "";
                reason = T($"'{text}' is the start of {names}{more}. Type more of it, or the number.");
                return -1;
            }
        }

        reason = T($"'{text}' is neither a number between 1 and {Count} nor the start of a name in the list.");
        return -1;
    }

    private int IndexOf(string name)
    {
        for (var index = 0; index < Count; index++)
        {
            if (entries[index].Name == name || (name.Length > 0 && entries[index].Value == name))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
