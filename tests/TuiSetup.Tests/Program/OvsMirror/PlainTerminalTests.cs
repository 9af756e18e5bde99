using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>The real program by plain prompts in a pseudo-terminal: a dumb one, an unknown one, or by wish.</summary>
[Collection(OvsFixture.Name)]
public sealed class PlainTerminalTests(OvsFixture fixture) : IAsyncLifetime
{
    private const string Interrupt = "\u0003", EndOfInput = "\u0004";
    private readonly Tuisetup _program = new(fixture.Lab);

    private static PtyOptions Dumb => new PtyOptions().With(("TERM", "dumb"));

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task A_dumb_terminal_gets_every_question_and_no_escape_sequence()
    {
        await using var terminal = _program.Open(Dumb, "run", "ovs-mirror");
        await AnswerAsync(terminal, "Database", "");
        await AnswerAsync(terminal, "Bridge [br0]", "");
        await AnswerAsync(terminal, "Name [mirror-br0]", "");
        await AnswerAsync(terminal, "Everything (select_all)", "y");
        await AnswerAsync(terminal, "Only these VLANs", "");
        await AnswerAsync(terminal, "Port [none]", "v-mon");
        await AnswerAsync(terminal, "Bytes of each packet (snaplen)", "");
        await terminal.WaitForTextAsync("Type apply, back or quit");
        await Screenshot.CheckAsync(terminal, "plain", "One question at a time, for a terminal that can do nothing");
        await AnswerAsync(terminal, "Type apply, back or quit", "apply");
        await AnswerAsync(terminal, "Type ok, undo or counters", "undo");

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.Contains("Undone.", terminal.Screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((byte)0x1B, terminal.RawOutput);
        Assert.True(terminal.SettingsKept);
    }

    [Theory]
    [InlineData("", "TERM is not set")]
    [InlineData("no-such-terminal", "'no-such-terminal'")]
    public async Task An_unknown_terminal_is_told_and_then_asked_by_lines(string term, string told)
    {
        await using var terminal = _program.Open(new PtyOptions().With(("TERM", term)), "run", "ovs-mirror");
        await terminal.WaitForTextAsync(told);
        await AnswerAsync(terminal, "Database", "quit");

        Assert.Equal(1, await terminal.WaitForExitAsync());
        Assert.DoesNotContain((byte)0x1B, terminal.RawOutput);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_wants_plain_prompts_gets_them_on_any_terminal(bool byVariable)
    {
        await using var terminal = byVariable ? _program.Open(new PtyOptions().With(("TUISETUP_PLAIN", "1"))) : _program.Open("--plain");
        await AnswerAsync(terminal, "Open which one", "quit");

        Assert.Equal(0, await terminal.WaitForExitAsync());
        Assert.DoesNotContain((byte)0x1B, terminal.RawOutput);
    }

    [Fact]
    public async Task Answers_from_a_pipe_never_wait_for_the_keyboard_behind_it()
    {
        await using var terminal = _program.Open(new PtyOptions { Stdin = PtyStream.Pipe }, "run", "ovs-mirror");
        await terminal.WaitForTextAsync("Database");
        terminal.WriteStdin("\n");
        await terminal.WaitForTextAsync("Bridge [br0]:");
        terminal.CloseStdin();

        Assert.Equal(2, await terminal.WaitForExitAsync());
        Assert.DoesNotContain((byte)0x1B, terminal.RawOutput);
    }

    [Theory]
    [InlineData(Interrupt, 130)]
    [InlineData(EndOfInput, 1)]
    public async Task Control_keys_leave_and_nothing_is_changed(string key, int exitCode)
    {
        await using var terminal = _program.Open(Dumb, "run", "ovs-mirror");
        await AnswerAsync(terminal, "Database", "");
        await terminal.WaitForTextAsync("Bridge [br0]:");
        terminal.Send(key);

        Assert.Equal(exitCode, await terminal.WaitForExitAsync());
        Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
    }

    [Fact]
    public async Task Ctrl_C_while_it_is_applied_takes_everything_back_and_says_so()
    {
        var answers = _program.Answers("""{ "bridge": "br0", "name": "ids", "select_all": true, "output_port": "v-mon" }""");
        fixture.Lab.Kill("ovs-vswitchd");
        try
        {
            await using var terminal = _program.Open(Dumb, "run", "ovs-mirror", "--answers", answers);
            await AnswerAsync(terminal, "Type apply, back or quit", "apply");
            await terminal.WaitForTextAsync("waiting for ovs-vswitchd");
            terminal.Send(Interrupt);
            await terminal.WaitForTextAsync("Stopping");
            await fixture.Lab.RestoreAsync();

            Assert.Equal(130, await terminal.WaitForExitAsync());
            Assert.Contains("Cancelled. Everything is as it was before.", terminal.Screen.Text, StringComparison.Ordinal);
            Assert.Equal("", await fixture.Lab.VsctlAsync("list", "mirror"));
        }
        finally
        {
            await fixture.Lab.RestoreAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_secret_is_typed_unseen_and_the_echo_comes_back_whatever_happens(bool interrupted)
    {
        var wizard = Path.Combine(_program.Folder, "secret.json");
        await File.WriteAllTextAsync(
            wizard,
            """
            { "name": "secret", "title": "Secret", "backend": "ovs-mirror", "pages": [ { "title": "Key", "fields": [
              { "id": "private_key", "type": "secret", "label": "Password" }, { "id": "db", "type": "text", "label": "Database" } ] } ] }
            """,
            TestContext.Current.CancellationToken);
        await using var terminal = _program.Open(Dumb, "run", wizard);
        await terminal.WaitForTextAsync("Password (not shown):");
        Assert.False(terminal.Modes().Echo);
        terminal.Send(interrupted ? "s3cr" + Interrupt : "s3cret\n");
        if (!interrupted)
        {
            await AnswerAsync(terminal, "Database", "<");
            await AnswerAsync(terminal, "Password (not shown) [as before]", "");
            await AnswerAsync(terminal, "Database", "quit");
            await AnswerAsync(terminal, "Type stay or leave", "leave");
        }

        Assert.Equal(interrupted ? 130 : 1, await terminal.WaitForExitAsync());
        Assert.DoesNotContain("s3cr", terminal.Screen.Text, StringComparison.Ordinal);
        Assert.True(terminal.SettingsKept);
    }

    /// <summary>Waits for a question as the last thing on the terminal, and answers it.</summary>
    private static async Task AnswerAsync(PtyProcess terminal, string question, string answer)
    {
        await terminal.WaitForScreenAsync(
            screen => screen.Text.TrimEnd() is var text && text[(text.LastIndexOf('\n') + 1)..] is var line
                && line.StartsWith(question, StringComparison.Ordinal) && line.EndsWith(':'),
            $"question {question}");
        terminal.Send(answer + "\n");
    }
}
