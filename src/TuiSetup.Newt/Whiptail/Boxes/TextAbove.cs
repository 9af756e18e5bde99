namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>The text of a box that has more below it than buttons.</summary>
internal static class TextAbove
{
    /// <param name="request">The box.</param>
    /// <param name="size">Its size.</param>
    /// <param name="rowsBelow">Rows that the text leaves free at least, the buttons not counted.</param>
    public static BoxText Make(BoxRequest request, BoxSize size, int rowsBelow)
    {
        var width = size.Columns - 2;
        var lines = NewtText.Lines(request.Text, width);
        var room = size.Rows - rowsBelow - BoxButtons.Height(request);
        return new BoxText(lines, width, Math.Clamp(room, 0, lines.Count), size.ScrollText);
    }
}
