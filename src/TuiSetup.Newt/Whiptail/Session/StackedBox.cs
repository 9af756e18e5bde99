using TuiSetup.Newt.Whiptail.Boxes;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>A box with its window, while and after it is asked.</summary>
internal sealed class StackedBox
{
    private StackedBox(Box box, Window window, string key)
    {
        Box = box;
        Window = window;
        Key = key;
    }

    public Box Box { get; }

    public Window Window { get; }

    /// <summary>The words of its call.</summary>
    public string Key { get; }

    public BoxRequest Request => Box.Request;

    public bool IsRunning { get; set; } = true;

    /// <summary>What ended it.</summary>
    public BoxEnd End { get; set; }

    /// <summary>Whether it waits to be taken off the stack.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether it asked nothing: it need not be seen any more when something else comes.</summary>
    public bool IsNote => Request.Kind is BoxKind.Message or BoxKind.Info or BoxKind.Text or BoxKind.Gauge;

    /// <summary>The box as the user left it.</summary>
    public BoxRequest Resumed => Box.Resume(End);

    /// <param name="screen">Where it is shown.</param>
    /// <param name="request">The box.</param>
    /// <param name="key">The words of its call.</param>
    /// <param name="depth">How many windows are below it.</param>
    /// <param name="end">What ended it, when it is shown again as it was; null asks it.</param>
    public static StackedBox Open(NewtScreen screen, BoxRequest request, string key, int depth, BoxEnd? end = null)
    {
        var box = Box.For(request);
        return new StackedBox(box, BoxWindow.Open(screen, box, depth), key) { End = end ?? BoxEnd.None, IsRunning = end is null };
    }
}
