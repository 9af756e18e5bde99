using TuiSetup.Newt.Text;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text with rows that stand below one another as in a tree, to choose one of. Tags are not shown.</summary>
internal sealed class TreeBox : Box
{
    private const int Indent = 3;

    private readonly BoxButtons _buttons;
    private readonly CheckRows _rows;

    public TreeBox(BoxRequest request)
        : base(request)
    {
        _buttons = new BoxButtons(request);
        _rows = new CheckRows(request with
        {
            Kind = BoxKind.Radiolist,
            Options = request.Options with { NoTags = true },
            Items = [.. request.Items.Select(item => item with { Text = TextOf(item) })],
        });
    }

    protected override BoxAnswer Answer => BoxAnswer.Of(Request.Items.Where((_, index) => _rows.IsOn(index)).LastOrDefault()?.Tag ?? "");

    protected override BoxButtons? Buttons => _buttons;

    /// <summary>A row as it is shown.</summary>
    public static string TextOf(BoxItem item) => new string(' ', Indent * item.Depth) + SafeText.Clean(item.Text);

    public override BoxRequest Resume(BoxEnd end) => Request with { Items = [.. Request.Items.Select((item, index) => item with { IsOn = _rows.IsOn(index) })] };

    public override Placement Arrange(BoxSize size)
    {
        var (text, rowBelow) = TextAbove.Make(Request, size, size.ListHeight + 3);
        _rows.Fit(size.Columns - 4, Math.Max(1, size.ListHeight));
        return _buttons.AddTo(new Placement(size.Columns, size.Rows).Add(text, 1, 0).Add(_rows, 2, rowBelow), size);
    }
}
