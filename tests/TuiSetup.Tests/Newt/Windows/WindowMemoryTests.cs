using TuiSetup.Newt;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Newt.Windows;

[Collection(Alone.Name)]
public sealed class WindowMemoryTests
{
    private const int Windows = 1000, BytesEach = 16, Rounds = 5;

    /// <summary>What is kept is kept in every round; what the runtime puts aside meanwhile is not.</summary>
    [Fact]
    public async Task A_thousand_windows_that_opened_and_closed_leave_the_memory_where_it_was()
    {
        var left = long.MaxValue;
        using var harness = new ScreenHarness(screen =>
        {
            OpenAndClose(screen, Windows);
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetTotalMemory(forceFullCollection: true);
                OpenAndClose(screen, Windows);
                left = long.Min(left, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            return Task.CompletedTask;
        });
        await harness.Program;

        Assert.InRange(left, long.MinValue, Windows * BytesEach);
    }

    /// <summary>All look the same: the terminal in memory keeps what is written to it.</summary>
    private static void OpenAndClose(NewtScreen screen, int count)
    {
        for (var number = 0; number < count; number++)
        {
            using var window = screen.OpenWindow(new WindowOptions
            {
                Title = "Window",
                Arrange = _ => Grid.Stacked(1, new Label("A label"), new Entry("entry", 12), new Listbox<int>([new(1, "one"), new(2, "two")], 2), new Button("Ok")),
            });
            screen.Refresh();
        }
    }
}
