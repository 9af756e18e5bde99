using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Tests.Newt.Windows;

public sealed class GridTests
{
    [Fact]
    public void A_column_is_as_wide_as_its_widest_field_and_a_row_as_high_as_its_highest()
    {
        var grid = new Grid(2, 2)
            .Set(0, 0, new Label("abc")).Set(1, 0, new Textbox("a\nb\nc", 5))
            .Set(0, 1, new Label("abcdef")).Set(1, 1, new Label("x"));

        Assert.Equal((6 + 5, 3 + 1), (grid.Width, grid.Height));
    }

    [Fact]
    public void Padding_counts_on_all_sides()
    {
        var label = new Label("abc");
        var grid = new Grid(1, 1).Set(0, 0, label, left: 1, top: 2, right: 3, bottom: 4);

        Assert.Equal((7, 7), (grid.Width, grid.Height));
        Assert.Equal([(label, 1, 2)], Places(grid));
    }

    [Theory]
    [InlineData(Anchor.Center, 4, 2)]
    [InlineData(Anchor.Left, 0, 2)]
    [InlineData(Anchor.Right, 9, 2)]
    [InlineData(Anchor.Top, 4, 0)]
    [InlineData(Anchor.Bottom, 4, 4)]
    [InlineData(Anchor.Right | Anchor.Bottom, 9, 4)]
    [InlineData(Anchor.Left | Anchor.Top, 0, 0)]
    public void An_anchor_says_where_in_a_larger_field_an_item_stands(Anchor anchor, int column, int row)
    {
        var small = new Label("x");
        var grid = new Grid(2, 2)
            .Set(0, 0, small, anchor: anchor)
            .Set(0, 1, new Label("0123456789"))
            .Set(1, 0, new Textbox("1\n2\n3\n4\n5", 1));

        Assert.Contains((small, column, row), Places(grid));
    }

    [Fact]
    public void Stacked_items_stand_below_each_other_with_rows_between()
    {
        Label[] labels = [new("a"), new("bcd"), new("e")];
        var grid = Grid.Stacked(2, labels);

        Assert.Equal((3, 7), (grid.Width, grid.Height));
        Assert.Equal([(labels[0], 0, 0), (labels[1], 0, 3), (labels[2], 0, 6)], Places(grid));
    }

    [Fact]
    public void Items_side_by_side_have_cells_between()
    {
        Label[] labels = [new("a"), new("bcd"), new("e")];
        var grid = Grid.SideBySide(2, labels);

        Assert.Equal((9, 1), (grid.Width, grid.Height));
        Assert.Equal([(labels[0], 0, 0), (labels[1], 3, 0), (labels[2], 8, 0)], Places(grid));
    }

    [Fact]
    public void The_buttons_below_stand_in_the_middle_of_the_window()
    {
        var (text, buttons) = (new Label("0123456789"), (Button[])[new("A"), new("B")]);
        var grid = Grid.Stacked(1, text, Grid.SideBySide(2, buttons)).CenterLast();

        Assert.Equal([(text, 0, 0), (buttons[0], 6, 2), (buttons[1], 11, 2)], Places(grid, width: 20));
    }

    [Fact]
    public void An_empty_field_takes_no_place()
    {
        var grid = new Grid(2, 2).Set(0, 0, new Label("ab")).Set(1, 1, new Label("cd"));
        Assert.Equal((4, 2), (grid.Width, grid.Height));
    }

    [Fact]
    public void A_grid_in_a_grid_is_placed_as_one_item()
    {
        Label[] labels = [new("a"), new("b"), new("c")];
        var grid = new Grid(2, 1).Set(0, 0, labels[0]).Set(1, 0, Grid.SideBySide(1, labels[1], labels[2]), left: 3);

        Assert.Equal([(labels[0], 0, 0), (labels[1], 4, 0), (labels[2], 6, 0)], Places(grid));
    }

    private static (Widget, int, int)[] Places(Grid grid, int? width = null)
    {
        var layout = new Layout();
        ((ILayoutItem)grid).Arrange(0, 0, width ?? grid.Width, grid.Height, layout);
        return [.. layout.Places.Select(place => (place.Widget, place.Column, place.Row))];
    }
}
