namespace TuiSetup.Newt.Windows;

/// <summary>Where an item stands in a field larger than itself.</summary>
[Flags]
public enum Anchor
{
    Center = 0,
    Left = 1,
    Right = 2,
    Top = 4,
    Bottom = 8,
}

/// <summary>Whether a grid in a field takes all of the field; what is no grid keeps its size, as in newt.</summary>
[Flags]
public enum Grow
{
    None = 0,
    X = 1,
    Y = 2,
}

/// <summary>
/// newt's grid: columns as wide and rows as high as their largest field, fields padded and anchored. A grid that is
/// given more room than it needs shares it out among its columns and rows.
/// </summary>
public sealed class Grid(int columns, int rows) : ILayoutItem
{
    private readonly Field?[,] _fields = new Field?[columns, rows];

    public int Width => ColumnWidths().Sum();

    public int Height => RowHeights().Sum();

    /// <summary>Items one below the other, at the left, with the given rows between them.</summary>
    public static Grid Stacked(int between, params IReadOnlyList<ILayoutItem> items)
    {
        var grid = new Grid(1, items.Count);
        for (var row = 0; row < items.Count; row++)
        {
            // A stack in a stack is as wide, so that the middle of the one is the middle of the other.
            var grow = items[row] is Grid { IsStack: true } ? Grow.X : Grow.None;
            grid.Set(0, row, items[row], top: row > 0 ? between : 0, anchor: Anchor.Left, grow: grow);
        }

        return grid;
    }

    /// <summary>Items side by side with the given cells between them.</summary>
    public static Grid SideBySide(int between, params IReadOnlyList<ILayoutItem> items)
    {
        var grid = new Grid(items.Count, 1);
        for (var column = 0; column < items.Count; column++)
        {
            grid.Set(column, 0, items[column], left: column > 0 ? between : 0);
        }

        return grid;
    }

    /// <summary>newt's bar of buttons: in a field that it may grow in, they spread over the width.</summary>
    public static Grid ButtonBar(params IReadOnlyList<ILayoutItem> buttons)
    {
        var grid = new Grid(buttons.Count, 1);
        for (var column = 0; column < buttons.Count; column++)
        {
            grid.Set(column, 0, buttons[column], left: 1, right: 1);
        }

        return grid;
    }

    /// <summary>Moves the last item, usually the buttons, to the middle.</summary>
    public Grid CenterLast()
    {
        if (_fields[columns - 1, rows - 1] is { } last)
        {
            _fields[columns - 1, rows - 1] = last with { Anchor = Anchor.Center };
        }

        return this;
    }

    /// <summary>Puts an item into a field. Padding is in cells.</summary>
    public Grid Set(
        int column,
        int row,
        ILayoutItem item,
        int left = 0,
        int top = 0,
        int right = 0,
        int bottom = 0,
        Anchor anchor = Anchor.Center,
        Grow grow = Grow.None)
    {
        _fields[column, row] = new Field(item, left, top, right, bottom, anchor, grow);
        return this;
    }

    private bool IsStack => columns == 1;

    void ILayoutItem.Arrange(int column, int row, int width, int height, Layout layout)
    {
        var (widths, heights) = (ColumnWidths(), RowHeights());
        Share(width - widths.Sum(), widths);
        Share(height - heights.Sum(), heights);
        for (var (y, r) = (row, 0); r < rows; y += heights[r], r++)
        {
            for (var (x, c) = (column, 0); c < columns; x += widths[c], c++)
            {
                _fields[c, r]?.Arrange(x, y, widths[c], heights[r], layout);
            }
        }
    }

    /// <summary>The first ones get what is left over when it cannot be shared equally.</summary>
    private static void Share(int extra, int[] sizes)
    {
        for (var index = 0; extra > 0 && index < sizes.Length; index++)
        {
            var share = (extra + sizes.Length - index - 1) / (sizes.Length - index);
            sizes[index] += share;
            extra -= share;
        }
    }

    private int[] ColumnWidths()
        => [.. Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, rows).Max(row => _fields[column, row]?.Width ?? 0))];

    private int[] RowHeights()
        => [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Max(column => _fields[column, row]?.Height ?? 0))];

    private sealed record Field(ILayoutItem Item, int Left, int Top, int Right, int Bottom, Anchor Anchor, Grow Grow)
    {
        public int Width => Item.Width + Left + Right;

        public int Height => Item.Height + Top + Bottom;

        public void Arrange(int x, int y, int width, int height, Layout layout)
        {
            var (roomX, roomY) = (Math.Max(0, width - Left - Right), Math.Max(0, height - Top - Bottom));
            var itemWidth = Item is Grid && Grow.HasFlag(Grow.X) ? roomX : Math.Min(Item.Width, roomX);
            var itemHeight = Item is Grid && Grow.HasFlag(Grow.Y) ? roomY : Item.Height;
            var (freeX, freeY) = (Math.Max(0, roomX - itemWidth), Math.Max(0, roomY - itemHeight));
            var column = x + Left + (Anchor.HasFlag(Anchor.Left) ? 0 : Anchor.HasFlag(Anchor.Right) ? freeX : freeX / 2);
            var row = y + Top + (Anchor.HasFlag(Anchor.Top) ? 0 : Anchor.HasFlag(Anchor.Bottom) ? freeY : freeY / 2);
            Item.Arrange(column, row, itemWidth, itemHeight, layout);
        }
    }
}
