namespace TuiSetup.Newt.Themes;

/// <summary>How a cell looks: colours as palette indices (-1 is the terminal's default), and what mono screens show.</summary>
public readonly record struct Style(int Foreground, int Background, bool Bold = false, bool Underline = false, bool Reverse = false)
{
    public static Style Plain { get; } = new(-1, -1);
}
