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

/// <summary>newt's grid: columns as wide and rows as high as their largest field, fields padded and anchored.</summary>
public sealed class Grid(int columns, int rows) : ILayoutItem
{
    private readonly Field?[,] _fields = new Field?[columns, rows];

    public int Width => ColumnWidths().Sum();

    public int Height => RowHeights().Sum();

    /// <summary>One column: it fills its place, so that what is centred in it stands in the window's middle.</summary>
    private bool IsStack => columns == 1;

    /// <summary>Items one below the other, at the left, with the given rows between them.</summary>
    public static Grid Stacked(int between, params IReadOnlyList<ILayoutItem> items)
    {
        var grid = new Grid(1, items.Count);
        for (var row = 0; row < items.Count; row++)
        {
            grid.Set(0, row, items[row], top: row > 0 ? between : 0, anchor: Anchor.Left);
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

    /// <summary>Puts an item into a field. Padding is in cells.</summary>
    public Grid Set(int column, int row, ILayoutItem item, int left = 0, int top = 0, int right = 0, int bottom = 0, Anchor anchor = Anchor.Center)
    {
        _fields[column, row] = new Field(item, left, top, right, bottom, anchor);
        return this;
    }

    void ILayoutItem.Arrange(int column, int row, int width, int height, Layout layout)
    {
        var (widths, heights) = (ColumnWidths(), RowHeights());
        if (IsStack)
        {
            widths[0] = width;
        }

        for (var (y, r) = (row, 0); r < rows; y += heights[r], r++)
        {
            for (var (x, c) = (column, 0); c < columns; x += widths[c], c++)
            {
                if (_fields[c, r] is { } field)
                {
                    field.Arrange(x, y, widths[c], heights[r], layout);
                }
            }
        }
    }

    private int[] ColumnWidths()
        => [.. Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, rows).Max(row => _fields[column, row]?.Width ?? 0))];

    private int[] RowHeights()
        => [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Max(column => _fields[column, row]?.Height ?? 0))];

    private sealed record Field(ILayoutItem Item, int Left, int Top, int Right, int Bottom, Anchor Anchor)
    {
        public int Width => Item.Width + Left + Right;

        public int Height => Item.Height + Top + Bottom;

        public void Arrange(int x, int y, int width, int height, Layout layout)
        {
            var (freeX, freeY) = (Math.Max(0, width - Width), Math.Max(0, height - Height));
            var column = x + Left + (Anchor.HasFlag(Anchor.Left) ? 0 : Anchor.HasFlag(Anchor.Right) ? freeX : freeX / 2);
            var row = y + Top + (Anchor.HasFlag(Anchor.Top) ? 0 : Anchor.HasFlag(Anchor.Bottom) ? freeY : freeY / 2);
            if (Item is Grid { IsStack: true })
            {
                Item.Arrange(x + Left, row, width - Left - Right, Item.Height, layout);
            }
            else
            {
                Item.Arrange(column, row, Math.Min(Item.Width, Math.Max(0, width - Left - Right)), Item.Height, layout);
            }
        }
    }
}
