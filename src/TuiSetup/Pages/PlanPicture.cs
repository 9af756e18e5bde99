using TuiSetup.Core;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>A plan as a picture: as it is, and as it will be.</summary>
internal static class PlanPicture
{
    /// <summary>The lines; empty where the plan cannot be drawn.</summary>
    public static string Of(Plan plan, IBackend backend)
    {
        if (backend is not IPictureBackend drawing)
        {
            return "";
        }

        var (before, after) = (drawing.Draw(plan, after: false), drawing.Draw(plan, after: true));
        return string.Join('\n', before.SequenceEqual(after) ? after : [.. Part(T("As it is"), before), "", .. Part(T("As it will be"), after)]);
    }

    /// <summary>Shows it in a window of its own, wide as it is; what does not fit is scrolled to.</summary>
    public static async Task ShowAsync(NewtScreen screen, string picture, CancellationToken cancel)
    {
        var ok = new Button(T("Ok"));
        var lines = picture.Split('\n');
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = T("Picture"),
            Arrange = size =>
            {
                var rows = Math.Min(lines.Length, PageMetrics.Rows(size) - 2);
                return Grid.Stacked(1, Textbox.Fixed(picture, Math.Min(lines.Max(line => TextWidth.Of(line)), size.Columns - Frame), rows, scroll: rows < lines.Length, wrap: false), ok).CenterLast();
            },
            HotKeys = [KeyCode.Escape, KeyCode.F12],
            Help = _ => T("To the left is what reaches all others, or what is copied; to the right what is kept apart, or where copies go. Up, Down and Page keys scroll."),
        });
        window.Focus(ok);
        await window.RunAsync(cancel);
    }

    private const int Frame = 8;

    private static IEnumerable<string> Part(string title, IReadOnlyList<string> lines) => lines.Count == 0 ? [T($"{title}: nothing of it")] : [$"{title}:", .. lines];
}
