using System.Text;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>What was typed to search a list, and the rows that contain it.</summary>
internal sealed class ListSearch
{
    private const string Label = "Search: ";

    public ListSearch(string text, int count, Func<int, string> row)
    {
        Text = text;
        Found = [.. Enumerable.Range(0, count).Where(index => row(index).Contains(text, StringComparison.OrdinalIgnoreCase))];
    }

    public string Text { get; }

    /// <summary>Indices of the rows, in the list's order.</summary>
    public List<int> Found { get; }

    public static string WithoutLast(string text)
    {
        _ = Rune.DecodeLastFromUtf16(text, out _, out var length);
        return text[..^length];
    }

    /// <summary>The place of a row among those that were found; 0 when it is none of them.</summary>
    public int PositionOf(int index) => Math.Max(0, Found.BinarySearch(index));

    /// <summary>The line above the rows, as an entry looks.</summary>
    public void Draw(Canvas canvas)
    {
        canvas.Put(0, 0, Label, Role.Label);
        var room = Math.Max(1, canvas.Columns - Label.Length);
        var text = SafeText.Clean(Text);
        while (TextWidth.Of(text) > room - 1)
        {
            text = text[1..];
        }

        canvas.Put(Label.Length, 0, text + new string('_', room - TextWidth.Of(text)), Role.Entry);
    }
}
