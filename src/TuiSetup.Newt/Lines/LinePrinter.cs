using TuiSetup.Newt.Text;

namespace TuiSetup.Newt.Lines;

/// <summary>Prints text as lines of at most 79 columns, harmless to any terminal. May be called from any thread.</summary>
public sealed class LinePrinter(ILineTerminal terminal)
{
    /// <summary>The last column of a terminal of 80 is left free: some begin a new line after it.</summary>
    private const int Width = 79;

    private readonly Lock _lock = new();

    /// <summary>Prints a text; an empty one is an empty line.</summary>
    /// <param name="text">Its line breaks are kept.</param>
    /// <param name="hanging">Blanks before the rest of a line that had to be broken.</param>
    public void Print(string text = "", int hanging = 0)
        => Write(string.Concat(Lines(text, hanging).Select(line => line + "\n")));

    /// <summary>Prints a question and leaves the line open for the answer.</summary>
    public void Ask(string question) => Write(string.Join('\n', Lines(question, 0)) + " ");

    /// <summary>Prints what was answered, where nothing else shows it.</summary>
    public void Echo(string answer) => Write(SafeText.Clean(answer) + "\n");

    private static IEnumerable<string> Lines(string text, int hanging) => LineWrap.Lines(SafeText.Clean(text), Width, hanging);

    private void Write(string text)
    {
        lock (_lock)
        {
            terminal.Write(text);
        }
    }
}
