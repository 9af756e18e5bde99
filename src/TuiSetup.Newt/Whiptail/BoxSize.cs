namespace TuiSetup.Newt.Whiptail;

/// <summary>Rows and columns of a box with its border, rows of its list, and whether its text must scroll to be seen whole.</summary>
internal sealed record BoxSize(int Height, int Width, int ListHeight, bool ScrollText)
{
    /// <summary>Columns inside the border.</summary>
    public int Columns => Width - 2;

    /// <summary>Rows inside the border.</summary>
    public int Rows => Height - 2;
}
