using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Terminal;

/// <summary>One character cell. The second cell of a wide character has an empty grapheme.</summary>
internal readonly record struct Cell(string Grapheme, Style Style)
{
    public static Cell Blank { get; } = new(" ", Style.Plain);
}
