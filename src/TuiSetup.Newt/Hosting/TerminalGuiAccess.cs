using System.Runtime.CompilerServices;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace TuiSetup.Newt.Hosting;

/// <summary>
/// The one place that reaches inside Terminal.Gui: its application and driver objects are public only through an
/// Init that starts threads, reads configuration and queries the terminal. A test fails when a version changes a name.
/// </summary>
internal static class TerminalGuiAccess
{
    public static IApplication NewApplication() => (IApplication)Application();

    /// <summary>A driver that asks the terminal nothing, so nothing keeps its questions.</summary>
    public static IDriver NewDriver(IComponentFactory factory, IInputProcessor input, IOutputBuffer buffer, IOutput output, ISizeMonitor size)
        => (IDriver)Driver(factory, input, buffer, output, requests: null, size);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Terminal.Gui.App.ApplicationImpl, Terminal.Gui")]
    private static extern object Application();

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("Terminal.Gui.Drivers.DriverImpl, Terminal.Gui")]
    private static extern object Driver(
        IComponentFactory factory,
        IInputProcessor input,
        IOutputBuffer buffer,
        IOutput output,
        AnsiRequestScheduler? requests,
        ISizeMonitor size);
}
