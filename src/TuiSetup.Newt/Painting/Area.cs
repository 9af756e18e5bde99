namespace TuiSetup.Newt.Painting;

/// <summary>A rectangle of cells.</summary>
internal readonly record struct Area(int Column, int Row, int Width, int Height)
{
    /// <summary>The first column to the right of it.</summary>
    public int Right => Column + Width;

    /// <summary>The first row below it.</summary>
    public int Bottom => Row + Height;

    public Area MovedBy(int columns, int rows) => this with { Column = Column + columns, Row = Row + rows };

    /// <summary>What both have in common; perhaps nothing.</summary>
    public Area Within(Area other)
    {
        var (column, row) = (Math.Max(Column, other.Column), Math.Max(Row, other.Row));
        return new Area(column, row, Math.Max(0, Math.Min(Right, other.Right) - column), Math.Max(0, Math.Min(Bottom, other.Bottom) - row));
    }
}
