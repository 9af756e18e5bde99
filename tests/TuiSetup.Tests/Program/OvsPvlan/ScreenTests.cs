using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>The way through the screens, by keys alone, on switches of its own: what others have learned would be on them.</summary>
public sealed class ScreenTests(PvlanFixture fixture) : IClassFixture<PvlanFixture>, IAsyncLifetime
{
    private const string Next = "\u001b[24~", Down = "\u001b[B", Enter = "\r", Tab = "\t", Home = "\u001b[H";

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task Roles_are_given_reviewed_applied_tested_and_taken_back()
    {
        var before = await fixture.StateAsync();
        await using var terminal = _program.OpenIn("sw", "run", "ovs-pvlan");
        var tape = new Tape(terminal, "ovs-pvlan", "Isolation by the port roles of a private VLAN on Open vSwitch, applied, tested with packets and undone", Masks.Unlearned);
        await terminal.WaitForTextAsync("Which Open vSwitch");
        terminal.Send(Home);
        await tape.SeeAsync("Which Open vSwitch");
        await tape.GoAsync(Next, "On which bridge");
        await tape.GoAsync(Next, "How shall ports of bridge br0", reading: 3);
        await tape.GoAsync(Next, "Which VLANs");
        await tape.TypeAsync("100" + Tab + "101" + Tab + "102, 103");
        await tape.GoAsync(Next, "What role shall each port");

        // The ports in order: br0, to-br1, v-c1, v-c2, v-d1, v-i1, v-i2, v-mon, v-p1. After each the next one is marked.
        await GiveAsync(tape, down: 1, role: 5);
        await GiveAsync(tape, down: 0, role: 3);
        await GiveAsync(tape, down: 2, role: 2);
        await tape.GoAsync(Enter, "reaches promiscuous ports alone", reading: 4);
        await Screenshot.CheckAsync(terminal, "ovs-pvlan-role", "The roles that a port may have", Masks.Unlearned);
        await tape.PressAsync(Down, Down);
        await tape.GoAsync(Enter, "What role shall each port");
        await GiveAsync(tape, down: 1, role: 1);
        await Screenshot.CheckAsync(terminal, "ovs-pvlan-roles", "What role each port has", Masks.Unlearned);
        await tape.GoAsync(Next, "Make the flows again");
        await tape.PressAsync(" ");
        await tape.GoAsync(Next, "<Apply>", reading: 5);
        await Screenshot.CheckAsync(terminal, "ovs-pvlan-review", "The review: each port before and after");
        await Pictures.CheckAsync(terminal, "picture-ovs-pvlan");
        await tape.GoAsync(Enter, "Done.", reading: 4);
        await tape.PressAsync(Tab);
        await tape.GoAsync(Enter, "Who reaches whom", reading: 6);
        await Screenshot.CheckAsync(terminal, "ovs-pvlan-probes", "Who reaches whom, promised and measured with packets");
        await tape.GoAsync(Enter, "Done.");
        await tape.PressAsync(Tab, Tab);
        await tape.GoAsync(Enter, "Undone.", reading: 4);
        await tape.EndAsync();
        Assert.Equal(before, await fixture.StateAsync());
    }

    [Fact]
    public async Task Opened_again_it_shows_the_roles_that_are_declared()
    {
        await _program.RunAsync("run", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", PvlanFixture.Answers("br0")), "--yes");

        await using var terminal = _program.OpenIn("sw", "run", "ovs-pvlan");
        await terminal.WaitForTextAsync("Which Open vSwitch");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("On which bridge");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("How shall ports of bridge br0");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("102, 103");
        terminal.Send(Next);
        await terminal.WaitForScreenAsync(screen => screen.Text.Contains("v-i1    isolated", StringComparison.Ordinal) && screen.Text.Contains("to-br1  trunk", StringComparison.Ordinal), "the roles");
    }

    [Fact]
    public async Task Line_by_line_the_same_is_asked_and_done()
    {
        var before = await fixture.StateAsync();
        var told = await _program.AnswerAsync(
            ["", "br0", "flows", "100", "101", "", "", "6,7 = isolated", "v-p1 = promiscuous", "8 = nonsense", "v-mon = isolated", "v-mon = left alone", "", "no", "Apply", "Undo"], "run", "ovs-pvlan", "--plain");

        Assert.True(told.ExitCode == 0, told.Stdout + told.Stderr);
        Assert.Contains("v-i1, v-i2: isolated", told.Stdout, StringComparison.Ordinal);
        Assert.Contains("Not taken: ", told.Stdout, StringComparison.Ordinal);
        Assert.Contains("[done]   Port v-i2: isolated", told.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain("Port v-mon", told.Stdout, StringComparison.Ordinal);
        Assert.Contains("Undone.", told.Stdout, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.StateAsync());
    }

    /// <summary>Goes so many ports down, and there chooses the role at that place of the list.</summary>
    private static async Task GiveAsync(Tape tape, int down, int role)
    {
        await tape.PressAsync([.. Enumerable.Repeat(Down, down)]);
        await tape.GoAsync(Enter, "<Ok>");
        await tape.PressAsync([.. Enumerable.Repeat(Down, role)]);
        await tape.GoAsync(Enter, "What role shall each port");
    }
}
