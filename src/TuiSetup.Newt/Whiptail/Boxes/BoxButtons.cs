using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>The one or two buttons of a box, at whiptail's places: they depend on the box's width alone.</summary>
internal sealed class BoxButtons
{
    private readonly BoxRequest _request;

    public BoxButtons(BoxRequest request)
    {
        _request = request;
        var options = request.Options;
        var isQuestion = request.Kind == BoxKind.YesNo;
        First = Make(isQuestion ? options.YesButton ?? "Yes" : options.OkButton ?? "Ok");
        Second = request.HasCancel ? Make(isQuestion ? options.NoButton ?? "No" : options.CancelButton ?? "Cancel") : null;
    }

    public Widget First { get; }

    public Widget? Second { get; }

    /// <summary>Rows that the buttons take.</summary>
    public static int Height(BoxRequest request) => request.Options.FullButtons ? 3 : 1;

    public Placement AddTo(Placement place, BoxSize size)
    {
        var row = size.Rows - Height(_request) - 1;
        var indent = _request.Options.FullButtons ? 0 : 1;
        if (Second is null)
        {
            return place.Add(First, ((size.Columns - 8) / 2) + indent, row);
        }

        var gap = (size.Columns - (_request.Kind == BoxKind.YesNo ? 16 : 18)) / 3;
        return place.Add(First, gap + indent, row).Add(Second, (gap * 2) + 9 + indent, row);
    }

    private Widget Make(string label) => _request.Options.FullButtons ? new BoxButton(label) : new Button(label);
}
