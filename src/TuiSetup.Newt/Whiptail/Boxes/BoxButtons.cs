using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>
/// The buttons of a box. One or two are at whiptail's places, which depend on the box's width alone; with a Back
/// button they share the free cells.
/// </summary>
internal sealed class BoxButtons
{
    private readonly BoxRequest _request;
    private readonly Widget _first;
    private readonly Widget? _second, _back;

    public BoxButtons(BoxRequest request)
    {
        _request = request;
        var options = request.Options;
        var isQuestion = request.Kind == BoxKind.YesNo;
        _first = Make(isQuestion ? options.YesButton ?? T("Yes") : options.OkButton ?? T("Ok"));
        _back = options.BackButton is { } back ? Make(back) : null;
        _second = request.HasCancel ? Make(isQuestion ? options.NoButton ?? T("No") : options.CancelButton ?? T("Cancel")) : null;
    }

    /// <summary>The button that says no; null when there is none.</summary>
    public Widget? Second => _second;

    /// <summary>Rows that the buttons take.</summary>
    public static int Height(BoxRequest request) => request.Options.FullButtons ? 3 : 1;

    /// <summary>Columns that the buttons with a Back button need.</summary>
    public static int WidthWithBack(BoxRequest request) => new BoxButtons(request).All.Sum(button => button.Width + 3);

    /// <summary>How a box ends that this widget ended: everything that is no other button says OK.</summary>
    public BoxEnd EndOf(Widget chosen) => chosen == _second ? BoxEnd.Cancel : chosen == _back ? BoxEnd.Back : BoxEnd.Ok;

    public Placement AddTo(Placement place, BoxSize size)
    {
        var row = size.Rows - Height(_request) - 1;
        if (_back is not null)
        {
            return AddEvenly(place, size, row);
        }

        var indent = _request.Options.FullButtons ? 0 : 1;
        if (_second is null)
        {
            return place.Add(_first, ((size.Columns - 8) / 2) + indent, row);
        }

        var gap = (size.Columns - (_request.Kind == BoxKind.YesNo ? 16 : 18)) / 3;
        return place.Add(_first, gap + indent, row).Add(_second, (gap * 2) + 9 + indent, row);
    }

    private IReadOnlyList<Widget> All => [.. ((Widget?[])[_first, _back, _second]).OfType<Widget>()];

    private Placement AddEvenly(Placement place, BoxSize size, int row)
    {
        var buttons = All;
        var gap = Math.Max(0, size.Columns - buttons.Sum(button => button.Width)) / (buttons.Count + 1);
        var column = gap;
        foreach (var button in buttons)
        {
            place.Add(button, column, row);
            column += button.Width + gap;
        }

        return place;
    }

    private Widget Make(string label) => _request.Options.FullButtons ? new BoxButton(label) : new Button(label);
}
