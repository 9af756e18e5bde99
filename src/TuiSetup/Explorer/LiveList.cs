using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.Pages;

namespace TuiSetup.Explorer;

/// <summary>A list that is searched by typing, and whose rows may come and change while it is shown.</summary>
internal sealed class LiveList<T> : IDisposable
{
    private const int AroundColumns = 6, AroundRows = 4;

    private readonly Window _window;
    private readonly IDisposable _keysLine;
    private readonly Button _open, _leave;
    private IReadOnlyList<ListItem<T>> _rows;
    private Listbox<T>? _list;
    private Label _note = new("");
    private int _gone;

    /// <param name="screen">Where it opens.</param>
    /// <param name="title">Its title.</param>
    /// <param name="buttons">What Enter does with a row, and what leaves the list.</param>
    /// <param name="rows">The first rows.</param>
    /// <param name="help">What F1 tells.</param>
    /// <param name="line">Its keys, for the last row of the screen.</param>
    /// <param name="keys">Keys that end a run besides.</param>
    public LiveList(NewtScreen screen, string title, (string Open, string Leave) buttons, IReadOnlyList<ListItem<T>> rows, string help, string line, params KeyCode[] keys)
    {
        _keysLine = screen.PushHelpLine(T($"  F1 help  {line}  Esc {buttons.Leave.ToLowerInvariant()}"));
        (_rows, _open, _leave) = (rows, new Button(buttons.Open), new Button(buttons.Leave));
        _window = screen.OpenWindow(new WindowOptions
        {
            Title = title,
            Arrange = Arrange,
            HotKeys = [KeyCode.Escape, .. keys.Select(key => (Key)key)],
            Help = _ => help + T("\n\nType to search: rows that contain it are shown. Backspace and Ctrl-U take it back."),
            Focus = () => _list,
        });
        _window.Focus(_list!);
    }

    /// <summary>Whether the mark stays on the last row while rows come.</summary>
    public bool Follows { get; init; }

    /// <summary>A line above the rows.</summary>
    public string Note
    {
        get => _note.Text;
        set => _note.Text = value;
    }

    /// <summary>Shows other rows; the search and the place in the list stay. Belongs to the screen's thread.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="gone">How many of those before are missing at the top.</param>
    public void Show(IReadOnlyList<ListItem<T>> rows, int gone = 0)
    {
        var follows = Follows && _list!.IsAtEnd;
        (_rows, _gone) = (rows, gone);
        _window.Arrange();
        _gone = 0;
        if (follows)
        {
            _list!.MoveToEnd();
        }
    }

    /// <summary>Waits for a row or a key; no key is Enter or a button, and no row is that the user leaves.</summary>
    public async Task<(ListItem<T>? Row, KeyCode? Key)> RunAsync(CancellationToken cancel)
    {
        var exit = await _window.RunAsync(cancel);
        var row = _rows.Count > 0 && _list!.CurrentIndex is >= 0 and var index ? _rows[index] : null;
        return exit.IsKey(KeyCode.Escape) || exit.Widget == _leave || exit.Reason == ExitReason.Error ? (null, null)
            : exit.HotKey is { } key ? (row, key.Code)
            : (row, null);
    }

    /// <summary>Searches as if it had been typed.</summary>
    public void Search(string text) => _list!.Search = text;

    /// <summary>Goes to a row.</summary>
    public void MoveTo(int index) => _list!.MoveTo(index);

    public void Dispose()
    {
        _window.Dispose();
        _keysLine.Dispose();
    }

    private Grid Arrange(ScreenSize size)
    {
        var (at, search) = ((_list?.CurrentIndex ?? 0) - _gone, _list?.Search ?? "");
        var width = Math.Max(30, size.Columns - AroundColumns);
        _note = new Label(_note.Text, width);
        _list = new Listbox<T>(_rows, Math.Max(3, PageMetrics.Rows(size) - AroundRows - 1), width) { ReturnExit = true };
        _list.MoveTo(Math.Max(0, at));
        _list.Search = search;
        return Grid.Stacked(1, Grid.Stacked(0, _note, _list), Grid.SideBySide(4, _open, _leave)).CenterLast();
    }
}
