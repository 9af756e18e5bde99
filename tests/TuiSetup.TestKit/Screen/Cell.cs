namespace TuiSetup.TestKit;

/// <summary>One place of the screen. The second place of a wide character has an empty text.</summary>
public readonly record struct Cell(
    string Text, CellColor Fg, CellColor Bg, bool Bold = false, bool Underline = false, bool Reverse = false)
{
    /// <summary>What an erased place in the default colours is.</summary>
    public static Cell Blank { get; } = new(" ", CellColor.Default, CellColor.Default);

    /// <summary>The look without the text: <c>7/4</c>, with <c>b</c>, <c>u</c> and <c>r</c> after it.</summary>
    public string Style => $"{Fg}/{Bg}{(Bold ? "b" : "")}{(Underline ? "u" : "")}{(Reverse ? "r" : "")}";

    internal Cell With(string text) => this with { Text = text };

    /// <summary>An erased place takes the background only.</summary>
    internal Cell Erased => Blank with { Bg = Bg };

    internal bool SameLook(Cell other) => With("") == other.With("");
}
