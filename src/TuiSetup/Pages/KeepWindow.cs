using TuiSetup.Core.Apply;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>Asks whether the user can still work, while the time runs out.</summary>
internal static class KeepWindow
{
    public static string Title => T("Can you still work?");

    private const int Width = 50;

    public static IReadOnlyList<string> Ways => [T("Keep"), T("Roll back")];

    public static string Text(TimeSpan window)
        => T($"The change is made. If you do not keep it within {window.TotalSeconds:0} seconds, it is taken back by itself: also when this session is cut off.");

    public static async Task<Verdict> AskAsync(NewtScreen screen, TimeSpan window, CancellationToken cancel)
    {
        var seconds = (int)window.TotalSeconds;
        var left = seconds;
        var (keep, back) = (new Button(Ways[0]), new Button(Ways[1]));
        var now = new Label("", Width) { Text = Left(left) };
        var scale = new Scale(Width, seconds) { Value = left };
        using var shown = screen.OpenWindow(new WindowOptions
        {
            Title = Title,
            Arrange = size =>
            {
                List<ILayoutItem> items = [PageMetrics.Text(Text(window), size)!, now, scale, Grid.SideBySide(4, keep, back)];
                return Grid.Stacked(1, items).CenterLast();
            },
            HotKeys = [KeyCode.Escape],
            Help = _ => T("Keep makes the changes stay. Roll back, or Esc, takes them back now. If you do neither in time, they are taken back too, so nobody is locked out by a mistake."),
        });
        shown.Timer = TimeSpan.FromSeconds(1);
        while (true)
        {
            var exit = await shown.RunAsync(cancel);
            if (exit.Reason != ExitReason.Timer)
            {
                return exit.Widget == keep ? Verdict.Keep : Verdict.RollBack;
            }

            left = Math.Max(0, left - 1);
            (now.Text, scale.Value) = (Left(left), left);
        }
    }

    private static string Left(int seconds) => T($"It is taken back in {seconds} seconds.");
}
