using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Bench;

/// <summary>A list of ten items beside one of a hundred thousand, and windows that open and close, on a terminal in memory.</summary>
internal static class ListBench
{
    private const int Few = 10, Many = 100_000, Keys = 2000, Windows = 1000;
    private const double Times = 1.5, KilobytesLeft = 64;

    public static async Task<IReadOnlyList<Target>> RunAsync()
    {
        var (few, many) = (new Samples(), new Samples());
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await KeysAsync(Few, few);
            await KeysAsync(Many, many);
        }

        var (milliseconds, kilobytes) = await WindowsAsync();
        Output.Heading("Lists and windows, on a terminal in memory");
        var table = new TextTable("", "min/median/p95");
        table.Add($"a key in a list of {Few}, ms", few.Text("0.000"));
        table.Add($"a key in a list of {Many}, ms", many.Text("0.000"));
        table.Add("a window that opens and closes, ms", milliseconds.Text("0.000"));
        table.Add($"left of {Windows} windows, kB", $"{kilobytes:0.0}");
        table.Print();
        return
        [
            new($"a list of {Many} moves as fast as one of {Few}", $"{many.Median:0.000} ms, {few.Median:0.000} ms", many.Median <= Times * few.Median),
            new($"{Windows} windows that opened and closed leave memory where it was", $"{kilobytes:0.0} kB", kilobytes <= KilobytesLeft),
        ];
    }

    private static async Task KeysAsync(int count, Samples samples)
    {
        using var harness = new ScreenHarness(async screen =>
        {
            var list = new Listbox<int>([.. Enumerable.Range(0, count).Select(number => new ListItem<int>(number, $"Item number {number:000000}"))], 8);
            using var window = screen.OpenWindow(new WindowOptions { Title = "T", Arrange = _ => Grid.Stacked(1, list), HotKeys = [KeyCode.F12] });
            await window.RunAsync(screen.Gone);
        });
        await harness.SettleAsync();
        var times = new List<double>(Keys);
        for (var key = 0; key < Keys; key++)
        {
            var pressed = TimeProvider.System.GetTimestamp();
            await harness.PressAsync(key / 7 % 2 == 0 ? KeyCode.Down : KeyCode.Up);
            times.Add(TimeProvider.System.GetElapsedTime(pressed).TotalMilliseconds);
        }

        await harness.PressAsync(KeyCode.F12);
        await harness.Program;
        times.Skip(Keys / 2).ToList().ForEach(samples.Add);
    }

    private static async Task<(Samples Milliseconds, double Kilobytes)> WindowsAsync()
    {
        var (samples, left) = (new Samples(), 0L);
        using var harness = new ScreenHarness(screen =>
        {
            OpenAndClose(screen, samples);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            OpenAndClose(screen, null);
            left = GC.GetTotalMemory(forceFullCollection: true) - before;
            return Task.CompletedTask;
        });
        await harness.Program;
        return (samples, left / 1024.0);
    }

    private static void OpenAndClose(NewtScreen screen, Samples? samples)
    {
        for (var number = 0; number < Windows; number++)
        {
            var opened = TimeProvider.System.GetTimestamp();
            using (screen.OpenWindow(new WindowOptions { Title = "T", Arrange = _ => Grid.Stacked(1, new Label("A label"), new Entry("entry", 12), new Button("Ok")) }))
            {
                screen.Refresh();
            }

            samples?.Add(TimeProvider.System.GetElapsedTime(opened).TotalMilliseconds);
        }
    }
}
