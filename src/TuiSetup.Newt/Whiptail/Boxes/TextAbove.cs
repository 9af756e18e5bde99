using TuiSetup.Newt.Text;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>The text of a box that has more below it than buttons.</summary>
internal static class TextAbove
{
    /// <param name="request">The box.</param>
    /// <param name="size">Its size.</param>
    /// <param name="rowsBelow">Rows that the text leaves free at least, the buttons not counted.</param>
    /// <returns>The text, and the row below it and a blank one; in a box that is too low even that is above its start.</returns>
    public static (BoxText Text, int RowBelow) Make(BoxRequest request, BoxSize size, int rowsBelow)
    {
        var width = size.Columns - 2;
        var lines = NewtText.Lines(request.Text, width);
        var room = size.Rows - rowsBelow - BoxButtons.Height(request);
        var height = Math.Min(lines.Count, room);
        return (new BoxText(lines, width, height, size.ScrollText, room), height + 1);
    }
}
