using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Dialogs;

/// <summary>The window of one question: a text, what is asked, and the buttons below.</summary>
internal sealed class DialogForm
{
    /// <summary>Rows of a screen that a text leaves for the rest of its window.</summary>
    private const int RowsBesideText = 12;

    private readonly NewtScreen _screen;
    private readonly string _title, _text;
    private readonly DialogOptions _options;
    private readonly List<ILayoutItem> _buttons;

    public DialogForm(NewtScreen screen, string title, string text, DialogOptions options)
    {
        (_screen, _title, _text, _options) = (screen, title, text, options);
        _buttons = [.. options.Buttons.Select(options.ButtonOf)];
    }

    /// <summary>What stands between the text and the buttons, for a size of the screen; null is nothing.</summary>
    public Func<ScreenSize, ILayoutItem?> Body { get; init; } = _ => null;

    /// <summary>What has the focus first.</summary>
    public Func<Widget?>? First { get; init; }

    /// <summary>Blank rows between the text and the body.</summary>
    public int BodyBelow { get; init; } = 1;

    /// <summary>Runs the window to its answer, and takes it away.</summary>
    public async Task<Reply<T>> RunAsync<T>(Func<T> value, CancellationToken cancel)
    {
        using var window = _screen.OpenWindow(new WindowOptions
        {
            Title = _title,
            Arrange = Arrange,
            Place = _options.PlaceOn,
            Help = _options.Help is { } help ? _ => help : null,
            Focus = First ?? (() => (Widget)_buttons[0]),
            HotKeys = [KeyCode.F12, KeyCode.Escape],
        });
        var exit = await window.RunAsync(cancel);
        var button = exit.Widget is ILayoutItem pressed ? _buttons.IndexOf(pressed) : -1;
        return new Reply<T>(EndOf(exit, button), button < 0 ? null : button, value());
    }

    private static ReplyEnd EndOf(FormExit exit, int button)
        => exit.IsKey(KeyCode.F12) ? ReplyEnd.F12
            : exit.Widget is null ? ReplyEnd.Escape
            : button < 0 ? ReplyEnd.Enter
            : ReplyEnd.Button;

    private Grid Arrange(ScreenSize size)
    {
        var width = Math.Clamp(_options.Width, 1, Math.Max(1, size.Columns - 20));
        var text = Textbox.Reflowed(_text, width, maxHeight: Math.Max(3, size.Rows - RowsBesideText));
        var bar = Grid.ButtonBar(_buttons);
        var body = Body(size);
        var grid = new Grid(1, 3).Set(0, 2, bar, grow: Grow.X);
        return body is null
            ? grid.Set(0, 0, text, bottom: 1)
            : grid.Set(0, 0, text, bottom: BodyBelow).Set(0, 1, body, bottom: 1);
    }
}
