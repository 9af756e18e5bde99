namespace TuiSetup.Newt.Themes;

/// <summary>
/// Theme files have mistakes. Each one names the file, the line, the column, and what is allowed there; the message is
/// all of them, a line each.
/// </summary>
public sealed class ThemeException(params IReadOnlyList<string> mistakes) : Exception(string.Join('\n', mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
