using System.Text.RegularExpressions;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>The way through the screens, by keys alone.</summary>
[Collection(PvlanFixture.Name)]
public sealed partial class ScreenTests(PvlanFixture fixture) : IAsyncLifetime
{
    private const string Next = "\u001b[24~", Down = "\u001b[B", Enter = "\r", Tab = "\t";

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Roles_are_given_reviewed_applied_tested_and_taken_back()
    {
        var before = await fixture.StateAsync();
        await using var terminal = _program.OpenIn("sw", "run", "ovs-pvlan");
        await terminal.WaitForTextAsync("Which Open vSwitch");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("On which bridge");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("How shall ports of bridge br0");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("Which VLANs");
        terminal.Send("100" + Tab + "101" + Tab + "102, 103");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("What role shall each port");

        // The ports in order: br0, to-br1, v-c1, v-c2, v-d1, v-i1, v-i2, v-mon, v-p1. After each the next one is marked.
        await GiveAsync(terminal, down: 1, role: 5);
        await GiveAsync(terminal, down: 0, role: 3);
        await GiveAsync(terminal, down: 2, role: 2);
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("reaches promiscuous ports alone");
        await Golden.CheckAsync(terminal, "ovs-pvlan-role", Unlearned);
        terminal.Send(Down + Down + Enter);
        await terminal.WaitForTextAsync("What role shall each port");
        await GiveAsync(terminal, down: 1, role: 1);
        await Golden.CheckAsync(terminal, "ovs-pvlan-roles", Unlearned);
        terminal.Send(Next);
        await terminal.WaitForTextAsync("Make the flows again");
        terminal.Send(" " + Next);
        await terminal.WaitForTextAsync("<Apply>");
        await Golden.CheckAsync(terminal, "ovs-pvlan-review");
        await Pictures.CheckAsync(terminal, "picture-ovs-pvlan");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Done.");
        terminal.Send(Tab + Enter);
        await terminal.WaitForTextAsync("Who reaches whom");
        await Golden.CheckAsync(terminal, "ovs-pvlan-probes");
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("Done.");
        terminal.Send(Tab + Tab + Enter);
        await terminal.WaitForTextAsync("Undone.");
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

    /// <summary>What the switch has learned by now depends on when hosts last spoke, which nobody tells them to here.</summary>
    private static string Unlearned(string screen) => LearnedAddress().Replace(screen, found => new string(' ', found.Length));

    [GeneratedRegex("(, ([0-9a-f]{2}:){5}[0-9a-f]{2})+")]
    private static partial Regex LearnedAddress();

    /// <summary>Goes so many ports down, and there chooses the role at that place of the list.</summary>
    private static async Task GiveAsync(PtyProcess terminal, int down, int role)
    {
        terminal.Send(string.Concat(Enumerable.Repeat(Down, down)) + Enter);
        await terminal.WaitForTextAsync("<Ok>");
        terminal.Send(string.Concat(Enumerable.Repeat(Down, role)) + Enter);
        await terminal.WaitForTextAsync("What role shall each port");
    }
}
