using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text with one button, or two: message, yes/no, and text file.</summary>
internal sealed class MessageBox(BoxRequest request) : Box(request)
{
    private readonly BoxButtons _buttons = new(request);

    public override Widget? First => Request is { Kind: BoxKind.YesNo, Options.DefaultNo: true } ? _buttons.Second : null;

    protected override BoxButtons? Buttons => _buttons;

    /// <summary>A question stands at the button that answered it.</summary>
    public override BoxRequest Resume(BoxEnd end)
        => Request.Kind == BoxKind.YesNo && end is BoxEnd.Ok or BoxEnd.Cancel ? Request with { Options = Request.Options with { DefaultNo = end == BoxEnd.Cancel } } : Request;

    public override Placement Arrange(BoxSize size)
    {
        var room = size.Rows - 3 - BoxButtons.Height(Request);
        var lines = NewtText.Lines(Request.Text, size.Columns - 2);
        var text = new BoxText(lines, size.Columns - 2, room, size.ScrollText, room);
        return _buttons.AddTo(new Placement(size.Columns, size.Rows).Add(text, 1, 1), size);
    }
}
