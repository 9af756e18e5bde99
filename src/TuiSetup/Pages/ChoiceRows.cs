using TuiSetup.Core.Wizards;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Pages;

/// <summary>Choices as rows of a list: labels in a column, details beside them.</summary>
internal static class ChoiceRows
{
    public static List<ListItem<string>> Of(IReadOnlyList<Choice> choices)
    {
        // One long name must not push the details of all others out of sight.
        var width = Math.Min(30, choices.Select(choice => TextWidth.Of(choice.Label)).DefaultIfEmpty(0).Max());
        return [.. choices.Select(choice => new ListItem<string>(
            choice.Value,
            choice.Detail.Length > 0 ? $"{TextWidth.Pad(choice.Label, width)}  {choice.Detail}" : choice.Label))];
    }

    /// <summary>Cells of the widest row, with room for a scroll bar.</summary>
    public static int Width(IReadOnlyList<ListItem<string>> rows) => rows.Select(row => TextWidth.Of(row.Text)).DefaultIfEmpty(10).Max() + 3;

    /// <summary>
    /// What a list is searched for: one that does not fit its rows is searched as one types, and gives up a row for
    /// that; null is a list that is not searched.
    /// </summary>
    /// <param name="count">Rows of the list.</param>
    /// <param name="rows">Rows on the screen; what the search takes is taken off.</param>
    /// <param name="typed">What was typed before; null is nothing.</param>
    public static string? Search(int count, ref int rows, string? typed)
    {
        if (count <= rows || rows < 3)
        {
            return null;
        }

        rows--;
        return typed ?? "";
    }
}
