using System.Collections.Immutable;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Text;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Sizes of boxes: what was asked for; with a 0 in it, as large as what the box shows needs, as whiptail guesses it.</summary>
internal static class BoxSizer
{
    private const int Border = 2;

    public static BoxSize Fit(BoxRequest request, ScreenSize screen)
    {
        var size = new BoxSize(request.Height, request.Width, request.ListHeight, request.Options.ScrollText);
        if (request.Height == 0 || request.Width == 0 || (request.HasList && request.ListHeight == 0))
        {
            size = Guess(request, size, screen);
        }

        return OnScreen(size, screen);
    }

    private static BoxSize Guess(BoxRequest request, BoxSize given, ScreenSize screen)
    {
        var lines = NewtText.Lines(request.Text, screen.Columns - 4);
        var rows = request.Text.Length == 0 ? 0 : lines.Count;
        var width = Math.Max(
            Math.Max(Math.Max(1, lines.Max(line => TextWidth.Of(line))) + 8, TextWidth.Of(request.Options.Title ?? "") + 6),
            Math.Max(ButtonWidth(request), ListWidth(request)));
        var beside = RowsBesideText(request) + (request.Options.FullButtons ? 2 : 0);
        var room = screen.Rows - 1;
        var textScrolls = rows + beside > room;
        var height = Math.Max(given.Height, Math.Min(rows + beside + request.ListRows, room));
        return new BoxSize(
            height,
            Math.Max(given.Width, Math.Min(width + (textScrolls ? 2 : 0), screen.Columns)),
            Math.Clamp(height - rows - beside, 1, Math.Max(1, request.ListRows)),
            given.ScrollText || textScrolls);
    }

    private static int ButtonWidth(BoxRequest request) => request.Options.BackButton is not null ? Boxes.BoxButtons.WidthWithBack(request) + Border
        : !request.HasCancel || request.Kind == BoxKind.Password ? 0 : request.Options.FullButtons ? 22 : 21;

    private static int ListWidth(BoxRequest request)
    {
        if (request.IsForm)
        {
            return request.Fields.Max(field => Math.Max(field.Column + field.Width, field.LabelColumn + TextWidth.Of(SafeText.Clean(field.Label)))) + 6;
        }

        if (!request.HasList || request.Items.IsEmpty)
        {
            return 0;
        }

        if (request.Kind == BoxKind.Tree)
        {
            return request.Items.Max(item => Boxes.TreeBox.TextOf(item).Length) + 12;
        }

        var options = request.Options;
        var (tag, item) = (Widest(request.Items, item => item.Tag), Widest(request.Items, item => item.Text));
        return request.Kind == BoxKind.Menu
            ? options.NoTags ? item + 6 : tag + item + 7
            : options.NoTags ? item + 10 : tag + item + 12;
    }

    private static int Widest(ImmutableArray<BoxItem> items, Func<BoxItem, string> text) => items.Max(item => TextWidth.Of(SafeText.Clean(text(item))));

    private static int RowsBesideText(BoxRequest request) => Border + request.Kind switch
    {
        BoxKind.Info or BoxKind.Password => 2,
        BoxKind.Input => 5,
        _ when request.HasList => 5,
        _ => 4,
    };

    /// <summary>Where whiptail would draw nothing, or rubbish, the box gets smaller and its text scrolls.</summary>
    private static BoxSize OnScreen(BoxSize size, ScreenSize screen)
        => size.Height <= screen.Rows && size.Width <= screen.Columns
            ? size
            : size with { Height = Math.Min(size.Height, screen.Rows), Width = Math.Min(size.Width, screen.Columns) };
}
