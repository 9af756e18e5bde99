using System.Text;
using System.Xml.Linq;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Assets;

/// <summary>A screen as SVG.</summary>
public sealed class SvgPictureTests
{
    private const int Width = 6, Height = 12;

    [Fact]
    public void Text_stands_in_its_cells_and_a_wide_character_has_two()
    {
        var texts = Texts(Drawn("ab 网c  d"));

        Assert.Equal(["ab", "网", "c", "d"], texts.Select(text => text.Value));
        Assert.Equal([0, 3 * Width, 5 * Width, 8 * Width], texts.Select(text => Number(text, "x")));
        Assert.Equal([2 * Width, 2 * Width, Width, Width], texts.Select(text => Number(text, "textLength")));
    }

    [Fact]
    public void Marks_of_xml_are_text_and_the_whole_screen_is_its_description()
    {
        var svg = Drawn("<Ok> & \"o\"");

        Assert.Equal("<Ok> & \"o\"", Assert.Single(Texts(svg)).Value);
        Assert.Equal("<Ok> & \"o\"\n\n", SvgPicture.TextOf(svg));
        Assert.Equal("A & B", Elements(svg, "title").Single().Value);
    }

    [Fact]
    public void Lines_go_on_from_cell_to_cell()
    {
        var svg = Drawn("\e[?25l┌─┐\r\n└─┘");

        Assert.Empty(Texts(svg));
        var half = (X: Width / 2, Y: Height / 2);
        Assert.Equal(
            $"M{half.X},{half.Y}h{2 * Width}M{half.X},{Height + half.Y}h{2 * Width}M{half.X},{half.Y}v{Height}M{2 * Width + half.X},{half.Y}v{Height}",
            (string?)Elements(svg, "path").Single().Attribute("d"));
    }

    [Fact]
    public void Grounds_of_rows_below_each_other_are_one_rectangle_and_reversed_cells_have_the_other_colours()
    {
        var rectangles = Elements(Drawn("\e[7mab\e[0m\r\n\e[30;47mcd\e[0m"), "rect");

        Assert.Equal(
            [$"#000000 {10 * Width}x{2 * Height}", $"#aaaaaa {2 * Width}x{2 * Height}"],
            rectangles.Select(rectangle => $"{(string?)rectangle.Attribute("fill")} {Number(rectangle, "width")}x{Number(rectangle, "height")}"));
    }

    [Fact]
    public void What_nobody_sees_makes_no_difference()
        => Assert.Equal(Drawn("a b"), Drawn("a\e[31m \e[0mb\e[35m \e[4D\e[C\e[C\e[C"));

    [Fact]
    public void A_mask_keeps_looks_and_must_keep_the_length()
    {
        var image = Image("\e[31mpid 1234\e[0m.");

        Assert.Equal("pid 1   .", image.Masked(text => text.Replace("1234", "1   ", StringComparison.Ordinal)).Text.TrimEnd('\n'));
        Assert.Equal(CellColor.Palette(1), image.Masked(text => text.Replace("1234", "9999", StringComparison.Ordinal))[0, 5].Fg);
        Assert.Throws<ArgumentException>(() => image.Masked(text => text.Replace("1234", "1", StringComparison.Ordinal)));
    }

    private static ScreenImage Image(string output)
    {
        var screen = new VtScreen(10, 2);
        screen.Feed(Encoding.UTF8.GetBytes(output));
        return screen.Image();
    }

    private static string Drawn(string output) => SvgPicture.Of(Image(output), "A & B");

    private static XElement[] Texts(string svg) => Elements(svg, "text");

    private static XElement[] Elements(string svg, string name)
        => [.. XDocument.Parse(svg, LoadOptions.PreserveWhitespace).Descendants().Where(element => element.Name.LocalName == name)];

    private static int Number(XElement element, string attribute) => (int)element.Attribute(attribute)!;
}
