using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text with a list to take one of.</summary>
internal sealed class MenuBox : Box
{
    private readonly BoxButtons _buttons;
    private readonly List<ListItem<BoxItem>> _rows;
    private readonly int _textWidth;
    private Listbox<BoxItem>? _list;
    private bool _scrollsText;

    public MenuBox(BoxRequest request)
        : base(request)
    {
        _buttons = new BoxButtons(request);
        var tagWidth = request.Items.Max(item => TextWidth.Of(SafeText.Clean(item.Tag)));
        _textWidth = RowsWidth(request, tagWidth);
        _rows = [.. request.Items.Select(item => new ListItem<BoxItem>(item, RowOf(item, tagWidth)))];
    }

    public override Widget? First => _scrollsText ? null : _list;

    protected override BoxAnswer Answer => BoxAnswer.Of(_list?.Current?.Tag ?? "");

    protected override BoxButtons? Buttons => _buttons;

    public override BoxRequest Resume(BoxEnd end) => Request with { Current = _list?.CurrentIndex };

    public override Placement Arrange(BoxSize size)
    {
        var (text, rowBelow) = TextAbove.Make(Request, size, size.ListHeight + 4);
        _scrollsText = size.ScrollText;
        var current = _list?.CurrentIndex ?? Request.Current ?? Math.Max(0, _rows.FindLastIndex(row => row.Value.Tag == Request.Options.DefaultItem));
        var scrolls = _rows.Count > size.ListHeight;
        _list = new Listbox<BoxItem>(_rows, size.ListHeight, scrolls && HasTagsAlone ? _textWidth + 2 + Listbox<BoxItem>.BarWidth : null) { ReturnExit = true };
        _list.MoveTo(current);
        var place = new Placement(size.Columns, size.Rows)
            .Add(text, 1, 0)
            .Add(_list, (size.Columns - _textWidth - (scrolls ? 2 : 0)) / 2, rowBelow);
        return _buttons.AddTo(place, size);
    }

    /// <summary>Then whiptail makes a list that scrolls wider by the columns that it reckons for the bar.</summary>
    private bool HasTagsAlone => Request.Items.All(item => item.Text.Length == 0);

    private static int RowsWidth(BoxRequest request, int tagWidth)
    {
        var textWidth = request.Items.Max(item => TextWidth.Of(SafeText.Clean(item.Text)));
        return (request.Options.NoTags ? 0 : tagWidth) + 1 + textWidth;
    }

    private string RowOf(BoxItem item, int tagWidth)
        => Request.Options.NoTags ? item.Text
            : $"{TextWidth.Fit(SafeText.Clean(item.Tag), tagWidth)} {item.Text}";
}
