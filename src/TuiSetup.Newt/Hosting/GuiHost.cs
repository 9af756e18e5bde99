using System.Drawing;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Hosting;

/// <summary>
/// Terminal.Gui as this product uses it: the stack of modal sessions, the layout of views, and the focus. What is on
/// the screen is painted from that by <see cref="Painting.Painter"/>.
/// </summary>
internal sealed class GuiHost : IDisposable
{
    private readonly IApplication _application = TerminalGuiAccess.NewApplication();
    private readonly IDriver _driver;

    public GuiHost(ScreenSize size)
    {
        var device = new NullDevice();
        _driver = TerminalGuiAccess.NewDriver(device, new NullKeys(), new NullBuffer(size.Columns, size.Rows), device, device);
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

    public void Dispose() => _application.Dispose();
}
