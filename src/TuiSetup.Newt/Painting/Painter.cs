using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Painting;

/// <summary>
/// Paints the root and the windows, from the lowest to the top one, into a frame, and sends the terminal what
/// differs from the frame before. Painting all of it takes less than to find out what need not be painted.
/// </summary>
internal sealed class Painter(ITerminal terminal, NewtOptions options)
{
    private readonly FrameWriter _writer = new(terminal.Capabilities);
    private Looks _looks = new(options.Theme, terminal.Capabilities.Colors >= 8);
    private Frame? _spare;

    public RootLayer Root { get; } = new();

    public Theme Theme
    {
        get => _looks.Theme;
        set => _looks = _looks with { Theme = value };
    }

    /// <summary>What the terminal shows; null when that is not known.</summary>
    public Frame? Shown { get; private set; }

    public void Paint(IReadOnlyList<Window> windows)
    {
        var size = terminal.Size;
        var frame = options.Fits(size) ? Compose(windows, size) : SmallScreen.Notice(size, options.MinimumSize);
        PlaceCursor(frame, windows.Count > 0 ? windows[^1].CursorOnScreen() : null);
        var bytes = _writer.Encode(Shown, frame);
        if (bytes.Length > 0)
        {
            terminal.Write(bytes);
        }

        (_spare, Shown) = (Shown, frame);
    }

    /// <summary>Whatever the terminal shows, the next frame is sent whole.</summary>
    public void Forget()
    {
        Shown = null;
        _writer.Forget();
    }

    private Frame Compose(IReadOnlyList<Window> windows, ScreenSize size)
    {
        var frame = _spare is { } spare && (spare.Columns, spare.Rows) == (size.Columns, size.Rows) ? spare : new Frame(size.Columns, size.Rows);
        var canvas = Canvas.Over(frame, _looks);
        Root.PaintGround(canvas);
        if (!options.RootTextIsAbove)
        {
            Root.PaintTexts(canvas);
        }

        foreach (var window in windows)
        {
            window.Layer.Paint(canvas);
        }

        if (options.RootTextIsAbove)
        {
            Root.PaintTexts(canvas);
        }

        return frame;
    }

    private static void PlaceCursor(Frame frame, (int Column, int Row, bool Visible)? cursor)
    {
        var (column, row, visible) = cursor ?? (0, frame.Rows - 1, false);
        frame.CursorColumn = Math.Clamp(column, 0, frame.Columns - 1);
        frame.CursorRow = Math.Clamp(row, 0, frame.Rows - 1);
        frame.CursorVisible = visible;
    }
}
