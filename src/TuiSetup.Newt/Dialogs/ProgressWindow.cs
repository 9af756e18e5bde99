using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Dialogs;

/// <summary>A window that shows how far some work is, until it is disposed. The program goes on meanwhile.</summary>
public sealed class ProgressWindow : IDisposable
{
    private readonly NewtScreen _screen;
    private readonly Window _window;
    private readonly Scale _scale;
    private string _text;

    internal ProgressWindow(NewtScreen screen, string title, string text, long total, DialogOptions options, Widget? button = null)
    {
        (_screen, _text) = (screen, text);
        _scale = new Scale(options.Width, total);
        _window = screen.OpenWindow(new WindowOptions
        {
            Title = title,
            Arrange = size =>
            {
                _scale.SetWidth(Math.Min(options.Width, Math.Max(4, size.Columns - 12)));
                var grid = new Grid(1, 3)
                    .Set(0, 0, Textbox.Fixed(_text, _scale.Width, Math.Max(1, Newt.Text.NewtText.Lines(_text, _scale.Width).Count), wrap: true), bottom: 1)
                    .Set(0, 1, _scale);
                return button is null ? grid : grid.Set(0, 2, button, top: 1);
            },
            Place = options.PlaceOn,
            Help = options.Help is { } help ? _ => help : null,
            HotKeys = [KeyCode.Escape],
            KeepTypeAhead = true,
        });
    }

    /// <summary>How much is done, of the total. Belongs to the screen's thread.</summary>
    public long Value
    {
        get => _scale.Value;
        set
        {
            _scale.Value = value;
            _screen.Refresh();
        }
    }

    /// <summary>What is in hand. Belongs to the screen's thread.</summary>
    public string Text
    {
        get => _text;
        set
        {
            _text = value;
            _window.Arrange();
            _screen.Refresh();
        }
    }

    internal Task<FormExit> RunAsync(CancellationToken cancel) => _window.RunAsync(cancel);

    public void Dispose() => _window.Dispose();
}
