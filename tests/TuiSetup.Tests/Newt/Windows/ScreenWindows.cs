using System.Text;
using Microsoft.Extensions.Time.Testing;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.TestKit;
using TuiSetup.Tests.Newt.Terminal;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Newt.Windows;

/// <summary>Windows that several tests open.</summary>
internal static class ScreenWindows
{
    public static Window Open(NewtScreen screen, string title, params ILayoutItem[] items)
        => screen.OpenWindow(new WindowOptions { Title = title, Arrange = _ => Grid.Stacked(0, items.Length > 0 ? items : [new Label("text")]) });

    public static ScreenHarness Two(Action<ScreenSize> arranged)
    {
        var (list, entry, button) = (new Listbox<int>([.. Enumerable.Range(0, 9).Select(number => new ListItem<int>(number, $"Item {number}"))], 4), new Entry("typed", 12), new Button("Ok"));
        return new ScreenHarness(async screen =>
        {
            screen.DrawRootText(0, 0, "Root text");
            using var help = screen.PushHelpLine("Help line");
            using var lower = screen.OpenWindow(new WindowOptions
            {
                Title = "Lower",
                Arrange = size =>
                {
                    arranged(size);
                    return Grid.Stacked(1, new Textbox("A text that is wrapped as the screen allows.", Math.Max(5, size.Columns - 20)), list);
                },
            });
            using var upper = screen.OpenWindow(new WindowOptions
            {
                Title = "Upper",
                Arrange = size =>
                {
                    arranged(size);
                    return Grid.Stacked(0, entry, new Scale(10, 2) { Value = 1 }, new Panel(Grid.Stacked(0, new Checkbox("check"), new Checkbox("other")), 1), button).CenterLast();
                },
            });
            await upper.RunAsync(screen.Gone);
        });
    }
}
