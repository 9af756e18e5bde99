using TuiSetup.Newt;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Tests.Newt.Dialogs;

/// <summary>What questions return. How they look is compared with snack.</summary>
public sealed class ReplyTests
{
    private static readonly ListItem<int>[] Speeds = [new(475, "4.75 cm/s"), new(950, "9.5 cm/s"), new(1905, "19.05 cm/s")];

    public static TheoryData<KeyCode[], ReplyEnd, int?, bool> Ends { get; } = new()
    {
        { [KeyCode.Enter], ReplyEnd.Button, 0, true },
        { [KeyCode.Tab, KeyCode.Enter], ReplyEnd.Button, 1, false },
        { [KeyCode.Tab, KeyCode.F12], ReplyEnd.F12, null, true },
        { [KeyCode.Escape], ReplyEnd.Escape, null, false },
    };

    [Theory]
    [MemberData(nameof(Ends), DisableDiscoveryEnumeration = true)]
    public async Task A_reply_says_what_was_done_and_whether_it_is_a_yes(KeyCode[] keys, ReplyEnd end, int? button, bool isOk)
    {
        var reply = await AskAsync(screen => screen.ButtonChoice("Tape", "Rewind?", null, screen.Gone), keys);

        Assert.Equal((end, button, isOk), (reply.End, reply.Button, reply.IsOk));
        Assert.Equal(button switch { 0 => "Ok", 1 => "Cancel", _ => null }, reply.Value);
    }

    [Fact]
    public async Task A_list_returns_the_value_behind_the_marked_row()
    {
        var reply = await AskAsync(screen => screen.ListboxChoice("Tape", "Speed?", Speeds, 1, null, screen.Gone), KeyCode.Down, KeyCode.Enter);
        Assert.Equal(new Reply<int>(ReplyEnd.Enter, null, 1905), reply);
    }

    [Fact]
    public async Task What_was_typed_is_returned_whatever_the_button()
    {
        var reply = await AskAsync(screen => screen.EntryWindow("Tape", "Label?", [new("Name", "A"), new("Side")], null, screen.Gone), Key.Of('b'), KeyCode.Tab, Key.Of('c'), KeyCode.Escape);

        Assert.False(reply.IsOk);
        Assert.Equal(["Ab", "c"], reply.Value);
    }

    [Fact]
    public async Task A_question_that_is_cancelled_leaves_no_window()
    {
        using var stop = new CancellationTokenSource();
        using var harness = new ScreenHarness(async screen =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => screen.ButtonChoice("Tape", "Rewind?", null, stop.Token));
            await screen.ButtonChoice("Next", "Play?", null, screen.Gone);
        });
        await harness.SettleAsync();
        await stop.CancelAsync();
        await harness.Terminal.TypeAsync([]);

        Assert.DoesNotContain("Rewind?", harness.Text, StringComparison.Ordinal);
        Assert.Contains("Play?", harness.Text, StringComparison.Ordinal);
        await harness.PressAsync(KeyCode.Enter);
        await harness.Program;
    }

    [Fact]
    public async Task Work_moves_its_bar_and_returns_its_result()
    {
        var (half, rest) = (new TaskCompletionSource(), new TaskCompletionSource());
        var result = "";
        using var harness = new ScreenHarness(async screen => result = await screen.Progress(
            "Copying",
            "Side one",
            200,
            async (progress, cancel) =>
            {
                progress.Report(100);
                half.SetResult();
                await rest.Task;
                return "copied";
            },
            screen.Gone));
        await half.Task;
        while (!harness.Text.Contains(" 50%", StringComparison.Ordinal))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await harness.Terminal.TypeAsync([]);
        }

        Assert.Contains("Side one", harness.Text, StringComparison.Ordinal);
        rest.SetResult();
        await harness.Program;
        Assert.Equal("copied", result);
    }

    [Theory]
    [InlineData(KeyCode.Enter)]
    [InlineData(KeyCode.Escape)]
    public async Task Work_with_a_bar_can_be_cancelled(KeyCode key)
    {
        using var harness = new ScreenHarness(screen => screen.Progress(
            "Copying",
            "Side one",
            1,
            async (_, cancel) =>
            {
                await new TaskCompletionSource().Task.WaitAsync(cancel);
                return 0;
            },
            screen.Gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await harness.PressAsync(key);
            await harness.Program;
        });
    }

    [Fact]
    public async Task A_program_may_move_a_bar_step_by_step()
    {
        using var harness = new ScreenHarness(async screen =>
        {
            using var progress = screen.ProgressWindow("Copying", "Side one", 4);
            progress.Value = 1;
            progress.Text = "Side two";
            await screen.ButtonChoice("Stop", "Go on?", new() { Place = (2, 15), Buttons = ["Ok"] }, screen.Gone);
            progress.Value = 4;
        });
        await harness.SettleAsync();
        Assert.Contains(" 25%", harness.Text, StringComparison.Ordinal);
        Assert.Contains("Side two", harness.Text, StringComparison.Ordinal);
        await harness.PressAsync(KeyCode.Enter);
        await harness.Program;
        Assert.Contains("100%", harness.Terminal.Written, StringComparison.Ordinal);
    }

    private static async Task<T> AskAsync<T>(Func<NewtScreen, Task<T>> ask, params IReadOnlyList<Key> keys)
    {
        T? reply = default;
        using var harness = new ScreenHarness(async screen => reply = await ask(screen));
        await harness.PressAsync([.. keys]);
        await harness.Program;
        return reply!;
    }

    private static Task<T> AskAsync<T>(Func<NewtScreen, Task<T>> ask, KeyCode[] keys) => AskAsync(ask, [.. keys.Select(key => (Key)key)]);
}
