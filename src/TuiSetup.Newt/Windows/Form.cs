using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>newt's form: which widget has the focus, and which key goes where.</summary>
internal sealed class Form
{
    private readonly HashSet<Key> _hotKeys;
    private List<Widget> _order = [];
    private List<Panel> _panels = [];

    private readonly Action _bell;

    public Form(IEnumerable<Key> hotKeys, Action? bell = null)
    {
        _hotKeys = [.. hotKeys];
        _bell = bell ?? (() => { });
    }

    public Widget? Focused { get; private set; }

    /// <summary>Takes over the widgets of a new arrangement and keeps the focus where it was.</summary>
    public void SetWidgets(IEnumerable<Widget> widgets, Widget? preferred = null)
    {
        var all = widgets.ToList();
        _order = [.. all.Where(widget => widget.TakesFocus)];
        _panels = [.. all.OfType<Panel>()];
        Focus(Focused is not null && _order.Contains(Focused) ? Focused
            : preferred is not null && _order.Contains(preferred) ? preferred : _order.FirstOrDefault());
    }

    public void Focus(Widget? widget)
    {
        var before = Focused;
        Focused = widget;
        foreach (var panel in _panels)
        {
            panel.ShowChild(widget);
        }

        widget?.View?.SetFocus();
        if (before != widget)
        {
            before?.RaiseFocusChanged(false);
            widget?.RaiseFocusChanged(true);
        }
    }

    /// <summary>Handles a key; the result tells when the form is at its end.</summary>
    public FormExit? OnKey(Key key)
    {
        if (_hotKeys.Contains(key))
        {
            return FormExit.By(key);
        }

        switch (key.Code)
        {
            case KeyCode.Tab:
                Move(1, wrap: true);
                return null;
            case KeyCode.BackTab:
                Move(-1, wrap: true);
                return null;
        }

        switch (Focused?.OnKey(key) ?? KeyResult.Ignored)
        {
            case KeyResult.Exit:
                return FormExit.By(Focused);
            case KeyResult.Next:
                Move(1, wrap: false);
                return null;
            case KeyResult.Refused:
                _bell();
                return null;
            case KeyResult.Handled:
                return null;
        }

        MoveBy(key.Code);
        return null;
    }

    /// <summary>What the widget did not want moves the focus, without wrapping around.</summary>
    private void MoveBy(KeyCode key)
    {
        switch (key)
        {
            case KeyCode.Up or KeyCode.Left or KeyCode.Backspace:
                Move(-1, wrap: false);
                break;
            case KeyCode.Down or KeyCode.Right:
                Move(1, wrap: false);
                break;
            case KeyCode.PageUp:
                Turn(-1);
                break;
            case KeyCode.PageDown:
                Turn(1);
                break;
        }
    }

    private void Move(int step, bool wrap)
    {
        if (_order.Count == 0)
        {
            return;
        }

        var index = _order.IndexOf(Focused!) + step;
        Focus(_order[wrap ? (index + _order.Count) % _order.Count : Math.Clamp(index, 0, _order.Count - 1)]);
    }

    /// <summary>The focus goes as many rows up or down as the panel shows that it stands in.</summary>
    private void Turn(int direction)
    {
        if (Focused is { } focused && _panels.FindLast(panel => panel.Children.Contains(focused)) is { } panel)
        {
            Focus(panel.OnePageFrom(focused, direction, _order));
        }
    }
}
