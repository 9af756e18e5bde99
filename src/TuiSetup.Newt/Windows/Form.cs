using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>newt's form: which widget has the focus, and which key goes where.</summary>
internal sealed class Form
{
    private readonly HashSet<Key> _hotKeys;
    private List<Widget> _order = [];
    private List<Panel> _panels = [];

    public Form(IEnumerable<Key> hotKeys) => _hotKeys = [.. hotKeys];

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
        Focused = widget;
        foreach (var panel in _panels)
        {
            panel.ShowChild(widget);
        }

        widget?.View?.SetFocus();
    }

    /// <summary>Handles a key; the result tells when the form is at its end.</summary>
    public FormExit? OnKey(Key key)
    {
        if (_hotKeys.Contains(key))
        {
            return new FormExit(null, key);
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
                return new FormExit(Focused, null);
            case KeyResult.Next:
                Move(1, wrap: false);
                return null;
            case KeyResult.Handled:
                return null;
        }

        switch (key.Code)
        {
            case KeyCode.Up or KeyCode.Left or KeyCode.Backspace:
                Move(-1, wrap: false);
                break;
            case KeyCode.Down or KeyCode.Right:
                Move(1, wrap: false);
                break;
        }

        return null;
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
}
