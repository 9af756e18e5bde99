using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Whiptail;
using TuiSetup.Newt.Whiptail.Session;

namespace TuiSetup.Tests.Whiptail.Session;

public sealed class WindowStackTests
{
    private const string Name = "--title Name --back --inputbox Name: 9 40";
    private const string Mode = "--title Mode --back --menu Mode: 12 40 3 all Everything some Some";
    private const string Sure = "--title Sure --back --yesno Sure? 9 40";

    private static readonly Key[] Back = [KeyCode.Tab, KeyCode.Tab, KeyCode.Enter];

    [Fact]
    public async Task Questions_that_were_answered_stay_below_the_next_one()
    {
        using var stack = new OneStack();
        await stack.AnswerAsync("--title First --inputbox Name: 9 40", KeyCode.Enter);
        await stack.AnswerAsync("--title Second --menu Mode: 9 40 1 all Everything", KeyCode.Enter);
        await stack.AskAsync("--title Third --yesno Sure? 9 40");

        Assert.All((string[])["┤ First ├", "┤ Second ├", "┤ Third ├"], title => Assert.Contains(title, stack.Screen, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notes_go_when_the_next_box_comes()
    {
        using var stack = new OneStack();
        await stack.AskAsync("--infobox Working 7 70");
        Assert.Contains("Working", stack.Screen, StringComparison.Ordinal);
        await stack.AnswerAsync("--msgbox Done 7 60", KeyCode.Enter);
        Assert.DoesNotContain("Working", stack.Screen, StringComparison.Ordinal);

        await stack.AskAsync(Name);
        Assert.DoesNotContain("Done", stack.Screen, StringComparison.Ordinal);
        Assert.Equal(1, stack.Windows);
    }

    [Theory]
    [InlineData(KeyCode.Escape)]
    [InlineData(KeyCode.Enter)]
    public async Task What_is_left_by_Esc_or_Cancel_is_closed_at_once(KeyCode last)
    {
        using var stack = new OneStack();
        var asked = await stack.AskAsync(Name);
        await stack.Harness.PressAsync(last == KeyCode.Escape ? [last] : [KeyCode.Tab, KeyCode.Tab, KeyCode.Tab, last]);

        Assert.NotEqual(BoxEnd.Ok, (await asked).End);
        Assert.Equal(0, stack.Windows);
    }

    [Fact]
    public async Task Back_takes_the_question_before_off_too_and_it_begins_with_its_answer()
    {
        using var stack = new OneStack();
        var name = await stack.AskAsync(Name);
        await stack.Harness.TypeAsync("br7");
        await stack.Harness.PressAsync(KeyCode.Enter);
        await name;
        var back = await stack.AnswerAsync(Mode, [KeyCode.Down, .. Back]);

        Assert.Equal(3, back.ExitCode);
        Assert.Equal(0, stack.Windows);
        Assert.Equal("br7", (await stack.AnswerAsync(Name, KeyCode.Enter)).Answer.Value);
    }

    [Fact]
    public async Task The_question_that_Back_left_begins_where_it_was()
    {
        using var stack = new OneStack();
        await stack.AnswerAsync(Name, KeyCode.Enter);
        await stack.AnswerAsync(Mode, [KeyCode.Down, .. Back]);
        await stack.AnswerAsync(Name, KeyCode.Enter);

        Assert.Equal("some", (await stack.AnswerAsync(Mode, KeyCode.Enter)).Answer.Value);
    }

    [Theory]
    [InlineData("--title List --checklist L 12 40 3 a A off b B on", "a")]
    [InlineData("--title List --radiolist L 12 40 3 a A off b B on", "a")]
    public async Task Lists_begin_with_what_was_chosen(string list, string added)
    {
        using var stack = new OneStack();
        await stack.AnswerAsync(list, new Key(KeyCode.Character, new(' ')), KeyCode.Enter);
        await stack.AnswerAsync(Sure, KeyCode.Tab, KeyCode.Enter);

        Assert.Contains(added, (await stack.AnswerAsync(list, KeyCode.Enter)).Answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_answered_with_No_stands_at_No()
    {
        using var stack = new OneStack();
        var question = "--yesno 'Erase it?' 9 50";
        Assert.Equal(1, (await stack.AnswerAsync(question, KeyCode.Tab, KeyCode.Enter)).ExitCode);
        await stack.AnswerAsync(Sure, KeyCode.Tab, KeyCode.Enter);

        Assert.Equal(1, (await stack.AnswerAsync(question, KeyCode.Enter)).ExitCode);
    }

    [Fact]
    public async Task After_Cancel_the_question_before_begins_with_its_answer()
    {
        using var stack = new OneStack();
        await stack.AnswerAsync(Mode, KeyCode.Down, KeyCode.Enter);
        await stack.AnswerAsync("--inputbox Other: 9 40", KeyCode.Escape);

        Assert.Equal("some", (await stack.AnswerAsync(Mode, KeyCode.Enter)).Answer.Value);
        Assert.Equal(1, stack.Windows);
    }

    [Fact]
    public async Task A_loop_that_asks_the_same_again_begins_anew_in_the_same_place()
    {
        using var stack = new OneStack();
        await stack.AnswerAsync(Mode, KeyCode.Down, KeyCode.Enter);

        Assert.Equal("all", (await stack.AnswerAsync(Mode, KeyCode.Enter)).Answer.Value);
        Assert.Equal(1, stack.Windows);
    }

    [Fact]
    public async Task A_password_is_never_kept()
    {
        using var stack = new OneStack();
        var secret = await stack.AskAsync("--passwordbox Secret: 9 40");
        await stack.Harness.TypeAsync("hunter2");
        await stack.Harness.PressAsync(KeyCode.Enter);
        Assert.Equal("hunter2", (await secret).Answer.Value);
        await stack.AnswerAsync(Sure, KeyCode.Tab, KeyCode.Enter);

        Assert.Equal("", (await stack.AnswerAsync("--passwordbox Secret: 9 40", KeyCode.Enter)).Answer.Value);
    }

    [Fact]
    public async Task More_questions_than_windows_take_the_oldest_off()
    {
        using var stack = new OneStack();
        for (var number = 1; number <= 3 * NewtScreen.MaxWindows; number++)
        {
            Assert.Equal($"v{number}", (await stack.AnswerAsync($"--topleft --title T{number} --inputbox Name: 9 40 v{number}", KeyCode.Enter)).Answer.Value);
        }

        await stack.AskAsync("--title Last --inputbox Name: 9 40");
        Assert.Contains("Last", stack.Screen, StringComparison.Ordinal);
        Assert.Contains("┤ T60 ├", stack.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gauge_goes_on_below_a_question()
    {
        using var stack = new OneStack();
        var lines = new FedLines();
        var gauge = await stack.AskAsync("--gauge Copying 8 70 10", lines);
        var question = await stack.AskAsync("--topleft --yesno Overwrite? 7 30");
        stack.Post(() => lines.Add("77"));
        await stack.Harness.PressAsync(KeyCode.Enter);

        Assert.Equal(0, (await question).ExitCode);
        Assert.DoesNotContain("Overwrite?", stack.Screen, StringComparison.Ordinal);
        Assert.Contains("77%", stack.Screen, StringComparison.Ordinal);
        stack.Post(lines.End);
        Assert.Equal(0, (await gauge).ExitCode);
    }

    [Fact]
    public async Task A_gauge_that_ends_below_a_question_goes_after_it()
    {
        using var stack = new OneStack();
        var lines = new FedLines();
        var gauge = await stack.AskAsync("--gauge Copying 8 70 10", lines);
        var question = await stack.AskAsync(Name);
        stack.Post(lines.End);
        await gauge;
        await stack.Harness.PressAsync(KeyCode.Enter);
        await question;
        await stack.AskAsync(Sure);

        Assert.DoesNotContain("Copying", stack.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_questions_at_once_take_turns()
    {
        using var stack = new OneStack();
        var first = await stack.AskAsync(Name);
        var second = await stack.AskAsync(Sure);
        Assert.DoesNotContain("Sure?", stack.Screen, StringComparison.Ordinal);

        await stack.Harness.PressAsync(KeyCode.Enter);
        await first;
        Assert.Contains("Sure?", stack.Screen, StringComparison.Ordinal);
        await stack.Harness.PressAsync(KeyCode.Enter);
        Assert.Equal(0, (await second).ExitCode);
    }

    [Fact]
    public async Task The_box_of_a_call_that_is_gone_is_closed()
    {
        using var stack = new OneStack();
        using var gone = new CancellationTokenSource();
        await stack.AnswerAsync(Name, KeyCode.Enter);
        var asked = await stack.AskAsync(Sure, call: gone);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await stack.Harness.SettleAsync();
        Assert.Equal(1, stack.Windows);
        Assert.Contains("Name:", stack.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_on_the_root_is_the_last_call_s()
    {
        using var stack = new OneStack();
        await stack.AnswerAsync("--backtitle 'Set up' " + Name, KeyCode.Enter);
        Assert.Contains("Set up", stack.Screen, StringComparison.Ordinal);
        await stack.AskAsync(Sure);

        Assert.DoesNotContain("Set up", stack.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_is_told_in_a_full_stack()
    {
        using var stack = new OneStack();
        for (var number = 1; number <= NewtScreen.MaxWindows; number++)
        {
            await stack.AnswerAsync($"--inputbox Name{number}: 9 40", KeyCode.Enter);
        }

        await stack.AskAsync("--validate ^x --inputbox Name: 9 40");
        await stack.Harness.PressAsync(KeyCode.Enter);
        Assert.Contains("must match", stack.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_begins_with_its_answers_but_for_its_passwords()
    {
        using var stack = new OneStack();
        var form = "--mixedform Host: 12 50 3 User: 1 1 '' 1 10 8 0 0 Word: 2 1 '' 2 10 8 0 1";
        var asked = await stack.AskAsync(form);
        await stack.Harness.TypeAsync("root");
        await stack.Harness.PressAsync(KeyCode.Down);
        await stack.Harness.TypeAsync("hunter2");
        await stack.Harness.PressAsync(KeyCode.Enter);
        Assert.Equal("root\nhunter2\n", (await asked).Answer.Text);
        await stack.AnswerAsync(Sure, KeyCode.Tab, KeyCode.Enter);

        Assert.Equal("root\n\n", (await stack.AnswerAsync(form, KeyCode.Enter)).Answer.Text);
    }
}
