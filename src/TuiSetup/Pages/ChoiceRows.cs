using TuiSetup.Core.Wizards;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Pages;

/// <summary>Choices as rows of a list: labels in a column, details beside them.</summary>
internal static class ChoiceRows
{
    public static List<ListItem<string>> Of(IReadOnlyList<Choice> choices)
    {
        // One long name must not push the details of all others out of sight.
        var width = Math.Min(30, choices.Select(choice => choice.Label.Length).DefaultIfEmpty(0).Max());
        return [.. choices.Select(choice => new ListItem<string>(
            choice.Value,
            choice.Detail.Length > 0 ? $"{choice.Label.PadRight(width)}  {choice.Detail}" : choice.Label))];
    }

    /// <summary>Cells of the widest row, with room for a scroll bar.</summary>
    public static int Width(IReadOnlyList<ListItem<string>> rows) => rows.Select(row => row.Text.Length).DefaultIfEmpty(10).Max() + 3;
}
