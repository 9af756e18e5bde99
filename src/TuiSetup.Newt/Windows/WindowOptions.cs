using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>What a window is made of.</summary>
public sealed record WindowOptions
{
    /// <summary>Stands in the border; null is none.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Lays the widgets out for a screen of the given size. Called when the window opens and again at every
    /// change of size, so what depends on the size is made here and what the user typed is kept outside.
    /// </summary>
    public required Func<ScreenSize, ILayoutItem> Arrange { get; init; }

    /// <summary>Keys that end the form.</summary>
    public IReadOnlyList<Key> HotKeys { get; init; } = [KeyCode.F12];

    /// <summary>Help for F1, given the widget that has the focus; null when there is none.</summary>
    public Func<Widget?, string?>? Help { get; init; }

    /// <summary>Whether keys typed before it opened count for it; newt drops them.</summary>
    public bool KeepTypeAhead { get; init; }

    /// <summary>What has the focus first, and again when an arrangement replaced what had it; null is the first widget.</summary>
    public Func<Widget?>? Focus { get; init; }

    /// <summary>Column and row of the inside on a screen of the given size; null centres.</summary>
    public Func<ScreenSize, (int Column, int Row)>? Place { get; init; }
}
