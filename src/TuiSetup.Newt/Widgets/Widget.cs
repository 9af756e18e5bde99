using TuiSetup.Newt.Hosting;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Widgets;

/// <summary>What a widget did with a key.</summary>
internal enum KeyResult
{
    /// <summary>Not its key: the form may move the focus by it.</summary>
    Ignored,
    Handled,
    /// <summary>The form ends, with this widget as the reason.</summary>
    Exit,
    /// <summary>The focus goes to the next widget.</summary>
    Next,
    /// <summary>Its key, but not now: the bell tells.</summary>
    Refused,
}

/// <summary>Something in a window: it has a size, looks, and perhaps keys.</summary>
public abstract class Widget : ILayoutItem
{
    /// <summary>Raised on the screen's thread when the user changed the value.</summary>
    public event Action? Changed;

    /// <summary>Raised on the screen's thread when it got the focus (true) or lost it (false).</summary>
    public event Action<bool>? FocusChanged;

    /// <summary>Whether it can be reached and changed. One that cannot is drawn all the same.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>
    /// Looks of its own, in place of the theme's: what it would draw in a role is drawn in the style given here.
    /// </summary>
    public IReadOnlyDictionary<Role, Style>? Styles { get; init; }

    /// <summary>Width in cells that it wants.</summary>
    public abstract int Width { get; }

    /// <summary>Height in rows that it wants.</summary>
    public abstract int Height { get; }

    internal WidgetView? View { get; set; }

    internal virtual bool TakesFocus => false;

    internal bool HasFocus => View?.HasFocus ?? false;

    internal abstract void Draw(Canvas canvas);

    internal virtual KeyResult OnKey(Key key) => KeyResult.Ignored;

    /// <summary>Where the terminal's cursor stands while this has the focus; screen readers follow it.</summary>
    internal virtual (int Column, int Row, bool Visible) Cursor => (0, 0, false);

    internal virtual IEnumerable<Widget> Children => [];

    internal void RaiseChanged() => Changed?.Invoke();

    internal void RaiseFocusChanged(bool hasFocus) => FocusChanged?.Invoke(hasFocus);

    void ILayoutItem.Arrange(int column, int row, int width, int height, Layout layout) => Arrange(column, row, width, height, layout);

    internal virtual void Arrange(int column, int row, int width, int height, Layout layout)
        => layout.Add(this, column, row, Math.Min(width, Width), Math.Min(height, Height));
}
