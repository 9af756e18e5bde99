using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>Why a form ended.</summary>
public enum ExitReason
{
    /// <summary>A key that was named as one that ends it.</summary>
    HotKey,

    /// <summary>A widget: a button that was pressed, a list or an entry that Enter ends.</summary>
    Widget,

    /// <summary>A watched file descriptor is ready.</summary>
    Descriptor,

    /// <summary>The time of <see cref="Window.Timer"/> is over.</summary>
    Timer,

    /// <summary>The terminal is gone; no more keys will come.</summary>
    Error,
}

/// <summary>Why a window's form ended, and what ended it.</summary>
/// <param name="Reason">Which of the others says more.</param>
/// <param name="Widget">The widget that ended it.</param>
/// <param name="HotKey">The key that ended it.</param>
/// <param name="Descriptor">The number of the file descriptor that is ready.</param>
public sealed record FormExit(ExitReason Reason, Widget? Widget = null, Key? HotKey = null, int? Descriptor = null)
{
    public bool IsKey(KeyCode code) => HotKey?.Code == code;

    internal static FormExit By(Widget? widget) => new(ExitReason.Widget, widget);

    internal static FormExit By(Key key) => new(ExitReason.HotKey, HotKey: key);
}
