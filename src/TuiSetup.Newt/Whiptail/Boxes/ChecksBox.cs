using System.Collections.Immutable;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text with rows to turn on and off, or to choose one of.</summary>
internal sealed class ChecksBox(BoxRequest request) : Box(request)
{
    private readonly BoxButtons _buttons = new(request);
    private readonly CheckRows _rows = new(request);

    protected override BoxAnswer Answer
    {
        get
        {
            var on = Request.Items.Where((_, index) => _rows.IsOn(index)).Select(item => item.Tag).ToImmutableArray();
            return Request.Kind == BoxKind.Radiolist
                ? BoxAnswer.Of(on.LastOrDefault() ?? "")
                : new BoxAnswer(TextOf(on)) { Values = on };
        }
    }

    protected override BoxButtons? Buttons => _buttons;

    public override BoxRequest Resume(BoxEnd end) => Request with { Items = [.. Request.Items.Select((item, index) => item with { IsOn = _rows.IsOn(index) })] };

    public override Placement Arrange(BoxSize size)
    {
        var (text, rowBelow) = TextAbove.Make(Request, size, size.ListHeight + 3);
        _rows.Fit(size.Columns - 4, Math.Max(1, size.ListHeight));
        var place = new Placement(size.Columns, size.Rows).Add(text, 1, 0).Add(_rows, 2, rowBelow);
        return _buttons.AddTo(place, size);
    }

    private string TextOf(ImmutableArray<string> tags)
        => Request.Options.SeparateOutput
            ? string.Concat(tags.Select(tag => tag + (Request.Options.OutputSeparator ?? "\n")))
            : string.Join(Request.Options.OutputSeparator ?? " ", tags.Select(Quoted));

    private static string Quoted(string tag) => $"\"{tag}\"";
}
