using TuiSetup.Newt.Widgets;

namespace TuiSetup.Tests.Newt.Widgets;

public sealed class ListColumnsTests
{
    private static readonly ListColumn[] Columns = [new("Title"), new("Minutes", IsRight: true), new("By", MaxWidth: 6)];

    [Fact]
    public void Texts_of_a_column_stand_below_each_other_on_its_side()
    {
        var (header, rows) = ListColumns.Of(Columns, [(1, ["Overture", "7", "orchestra"]), (2, ["A", "112", "choir"])]);

        Assert.Equal("Title    Minutes By", header.Text);
        Assert.Equal(["Overture       7 orches", "A            112 choir"], rows.Select(row => row.Text));
        Assert.Equal([1, 2], rows.Select(row => row.Value));
    }

    [Fact]
    public void Wide_characters_keep_the_columns()
    {
        var (_, rows) = ListColumns.Of<int>(Columns, [(1, ["序曲", "7", "x"]), (2, ["abcd", "12", "y"])]);
        Assert.Equal(["序曲        7 x", "abcd       12 y"], rows.Select(row => row.Text));
    }

    [Fact]
    public void A_list_without_rows_has_its_header()
        => Assert.Equal("Title Minutes By", ListColumns.Of<int>(Columns, []).Header.Text);
}
