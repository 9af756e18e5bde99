using System.Collections.Concurrent;
using System.Drawing;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;
using NewtCell = TuiSetup.Newt.Terminal.Cell;

namespace TuiSetup.Newt.Hosting;

/// <summary>Terminal.Gui as this product uses it: a session stack, layout, focus, clipping, and a buffer of cells.</summary>
internal sealed class GuiHost : IDisposable
{
    private readonly IApplication _application = TerminalGuiAccess.NewApplication();
    private readonly IDriver _driver;
    private readonly OutputBufferImpl _buffer = new();
    private readonly Action<Frame> _drawn;
    private bool _changed;

    public GuiHost(ScreenSize size, Action<Frame> drawn)
    {
        _drawn = drawn;
        _buffer.SetSize(size.Columns, size.Rows);
        var device = new NullDevice(_ => _changed = true);
        _driver = TerminalGuiAccess.NewDriver(device, device.CreateInputProcessor(new ConcurrentQueue<char>()), _buffer, device, device);
        _application.Driver = _driver;
        _application.Initialized = true;
    }

    public SessionToken Begin(IRunnable runnable)
    {
        // Begin installs a context of its own, whose work only Terminal.Gui's loop would do.
        var context = SynchronizationContext.Current;
        var token = _application.Begin(runnable) ?? throw new InvalidOperationException("The window refused to open.");
        SynchronizationContext.SetSynchronizationContext(context);
        return token;
    }

    public void End(SessionToken token)
    {
        var context = SynchronizationContext.Current;
        _application.End(token);
        SynchronizationContext.SetSynchronizationContext(context);
    }

    public void Resize(ScreenSize size)
    {
        _driver.SetScreenSize(size.Columns, size.Rows);
        _application.Screen = new Rectangle(0, 0, size.Columns, size.Rows);
    }

    /// <summary>
    /// Draws what changed, and tells of the frame if there is one. Terminal.Gui draws at each Begin by itself; what a
    /// program opens and closes in one go is a single frame all the same.
    /// </summary>
    public void Draw(bool everything)
    {
        _application.LayoutAndDraw(everything);
        if (_changed)
        {
            _changed = false;
            _drawn(ToFrame(_buffer));
        }
    }

    public void Dispose() => _application.Dispose();

    private static Frame ToFrame(OutputBufferImpl buffer)
    {
        var frame = new Frame(buffer.Cols, buffer.Rows);
        var cells = buffer.Contents;
        if (cells is null)
        {
            return frame;
        }

        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                ref var cell = ref cells[row, column];
                cell.IsDirty = false;
                var style = cell.Attribute is { } attribute ? GuiColors.ToStyle(attribute) : Style.Plain;
                var grapheme = string.IsNullOrEmpty(cell.Grapheme) || cell.Grapheme == "\0" ? " " : cell.Grapheme;
                frame[row, column] = new NewtCell(grapheme, style);
                if (column + 1 < frame.Columns && Text.TextWidth.Of(grapheme) == 2)
                {
                    cells[row, ++column].IsDirty = false;
                    frame[row, column] = new NewtCell("", style);
                }
            }

            buffer.DirtyLines[row] = false;
        }

        return frame;
    }
}
