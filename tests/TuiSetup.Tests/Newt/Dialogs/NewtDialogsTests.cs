using Microsoft.Extensions.Time.Testing;
using TuiSetup.Newt;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;

namespace TuiSetup.Tests.Newt.Dialogs;

public sealed class NewtDialogsTests
{
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<Key[], int> Choices { get; } = new()
    {
        { [KeyCode.Enter], 0 },
        { [KeyCode.Right, KeyCode.Enter], 1 },
        { [KeyCode.Tab, KeyCode.Tab, Key.Of(' ')], 2 },
        { [KeyCode.BackTab, KeyCode.Enter], 2 },
        { [KeyCode.Right, KeyCode.F12], 0 },
        { [KeyCode.Right, KeyCode.Escape], -1 },
    };

    public static TheoryData<Key[], string?> Answers { get; } = new()
    {
        { [Key.Of('!'), KeyCode.Enter], "name!" },
        { [Key.Of('!'), KeyCode.Tab, KeyCode.Enter], "name!" },
        { [Key.Of('!'), KeyCode.Tab, KeyCode.Tab, KeyCode.Enter], null },
        { [Key.Of('!'), KeyCode.Escape], null },
        { [Key.Of('!'), KeyCode.F12], "name!" },
    };

    [Theory]
    [MemberData(nameof(Choices), DisableDiscoveryEnumeration = true)]
    public async Task A_choice_is_the_buttons_index(Key[] keys, int index)
    {
        var chosen = -2;
        using var harness = new ScreenHarness(async screen => chosen = await screen.ButtonChoiceAsync("Title", "Question?", ["Yes", "No", "Help"], screen.Gone));
        await harness.PressAsync(keys);
        await harness.Program;

        Assert.Equal(index, chosen);
    }

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task An_entry_gives_its_text_or_null_when_it_was_cancelled(Key[] keys, string? text)
    {
        var answer = "none";
        using var harness = new ScreenHarness(async screen => answer = await screen.EntryAsync("Title", "Name?", "name", screen.Gone));
        await harness.PressAsync(keys);
        await harness.Program;

        Assert.Equal(text, answer);
    }

    [Fact]
    public async Task A_text_too_long_for_the_screen_scrolls_and_leaves_the_buttons_in_sight()
    {
        using var harness = new ScreenHarness(screen => screen.ButtonChoiceAsync("Licence", string.Join('\n', Enumerable.Range(1, 100).Select(line => $"Line {line}")), ["Accept"], screen.Gone));
        await harness.SettleAsync();
        Assert.Contains("<Accept>", harness.Text, StringComparison.Ordinal);
        Assert.Contains("Line 1 ", harness.Text, StringComparison.Ordinal);

        await harness.PressAsync(KeyCode.Tab, KeyCode.End);
        Assert.Contains("Line 100", harness.Text, StringComparison.Ordinal);
        await harness.PressAsync(KeyCode.Tab, KeyCode.Enter);
        await harness.Program;
    }

    [Fact]
    public async Task Work_that_is_done_in_time_is_never_shown()
    {
        var result = 0;
        using var harness = Busy(_ => Task.FromResult(42), value => result = value);
        await harness.Program;

        Assert.Equal(42, result);
        Assert.DoesNotContain("Please wait", harness.Terminal.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_is_shown_after_100_milliseconds_and_no_longer_than_it_lasts()
    {
        var (work, result, started) = (new TaskCompletionSource<int>(), 0, new TaskCompletionSource());
        using var harness = Busy(_ => Started(started, work.Task), value => result = value);
        await started.Task;
        await harness.SettleAsync();
        _time.Advance(TimeSpan.FromMilliseconds(99));
        await harness.Terminal.TypeAsync([]);
        Assert.DoesNotContain("Please wait", harness.Text, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await UntilAsync(harness, () => harness.Text.Contains("Please wait", StringComparison.Ordinal));
        Assert.Contains("Reading the switch", harness.Text, StringComparison.Ordinal);

        work.SetResult(7);
        await harness.Program;
        Assert.Equal(7, result);
    }

    [Theory]
    [InlineData(KeyCode.Enter)]
    [InlineData(KeyCode.Escape)]
    public async Task Work_can_be_cancelled(KeyCode key)
    {
        var started = new TaskCompletionSource();
        using var harness = Busy(cancel => Started(started, Task.Delay(Timeout.InfiniteTimeSpan, _time, cancel).ContinueWith(_ => { cancel.ThrowIfCancellationRequested(); return 0; }, TaskScheduler.Default)), _ => { });
        await started.Task;
        await harness.SettleAsync();
        _time.Advance(NewtDialogs.Patience);
        await UntilAsync(harness, () => harness.Text.Contains("<Cancel>", StringComparison.Ordinal));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await harness.PressAsync(key);
            await harness.Program;
        });
    }

    [Fact]
    public async Task Work_that_fails_fails_as_the_work_did()
    {
        using var harness = Busy(_ => Task.FromException<int>(new InvalidDataException("broken")), _ => { });
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidDataException>(() => harness.Program)).Message);
    }

    [Fact]
    public async Task The_screen_draws_and_takes_keys_while_work_goes_on()
    {
        var (work, started) = (new TaskCompletionSource<int>(), new TaskCompletionSource());
        using var harness = Busy(_ => Started(started, work.Task), _ => { });
        await started.Task;
        await harness.SettleAsync();
        _time.Advance(NewtDialogs.Patience);
        await UntilAsync(harness, () => harness.Text.Contains("Please wait", StringComparison.Ordinal));
        await harness.ResizeAsync(40, 12);

        Assert.Equal(12, harness.Text.TrimEnd('\n').Split('\n').Length + harness.Text.Length - harness.Text.TrimEnd('\n').Length - 1);
        Assert.Contains("Please wait", harness.Text, StringComparison.Ordinal);
        work.SetResult(0);
        await harness.Program;
    }

    [Fact]
    public async Task How_far_work_is_stands_in_its_window()
    {
        var (work, started, far) = (new TaskCompletionSource<int>(), new TaskCompletionSource(), new TaskCompletionSource<IProgress<string>>());
        using var harness = new ScreenHarness(
            screen => screen.BusyAsync(
                "Reading the switch",
                (progress, _) =>
                {
                    far.SetResult(progress);
                    return Started(started, work.Task);
                },
                screen.Gone),
            options: new NewtOptions { Time = _time });
        await started.Task;
        var progress = await far.Task;
        progress.Report("before it is shown");
        await harness.SettleAsync();
        _time.Advance(NewtDialogs.Patience);
        await UntilAsync(harness, () => harness.Text.Contains("before it is shown", StringComparison.Ordinal));
        progress.Report("500 objects so far");
        await UntilAsync(harness, () => harness.Text.Contains("500 objects so far", StringComparison.Ordinal));

        Assert.Contains("Reading the switch", harness.Text, StringComparison.Ordinal);
        work.SetResult(0);
        await harness.Program;
        progress.Report("too late");
    }

    private static Task<int> Started(TaskCompletionSource started, Task<int> work)
    {
        started.SetResult();
        return work;
    }

    /// <summary>Lets the screen's thread turn until the condition holds.</summary>
    private static async Task UntilAsync(ScreenHarness harness, Func<bool> holds)
    {
        while (!holds())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Assert.False(harness.Program.IsCompleted, "The program ended.");
            await harness.Terminal.TypeAsync([]);
        }
    }

    private ScreenHarness Busy(Func<CancellationToken, Task<int>> work, Action<int> done)
        => new(async screen => done(await screen.BusyAsync("Reading the switch", work, screen.Gone)), options: new NewtOptions { Time = _time });
}
