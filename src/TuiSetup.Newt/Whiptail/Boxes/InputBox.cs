using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text with a line to type in, shown or as asterisks.</summary>
internal sealed class InputBox(BoxRequest request) : Box(request)
{
    private readonly BoxButtons _buttons = new(request);
    private readonly Entry _entry = new(request.Initial, 1, request.Kind == BoxKind.Password ? EntryMode.Password : EntryMode.Plain) { ReturnExit = true };

    protected override BoxAnswer Answer => BoxAnswer.Of(_entry.Text);

    protected override BoxButtons? Buttons => _buttons;

    protected override IReadOnlyList<TypedField> Fields => [new(null, _entry.Text, _entry)];

    public override BoxRequest Resume(BoxEnd end) => Request.Kind == BoxKind.Password ? Request : Request with { Initial = _entry.Text };

    public override Placement Arrange(BoxSize size)
    {
        var (text, rowBelow) = TextAbove.Make(Request, size, rowsBelow: 3);
        _entry.SetWidth(size.Columns - 2);
        var place = new Placement(size.Columns, size.Rows).Add(text, 1, 0).Add(_entry, 1, rowBelow);
        return _buttons.AddTo(place, size);
    }
}
