using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Kpti;

/// <summary>The menu's page about page-table isolation.</summary>
public sealed class KptiScreenTests
{
    private const string Enter = "\r", Escape = "\u001b", PageDown = "\u001b[6~", Tab = "\t";

    [Fact]
    public async Task It_measures_shows_the_advice_and_leads_to_the_wizard()
    {
        using var program = new Tuisetup();
        await using var terminal = await OpenAsync(program);
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("<Change it>", TimeSpan.FromSeconds(60));
        Assert.Contains("Isolation     ", terminal.Screen.Text);

        terminal.Send(Tab + Tab + PageDown);
        await terminal.WaitForScreenAsync(screen => !screen.Text.Contains("Isolation     ", StringComparison.Ordinal) && screen.Text.Contains("<Change it>", StringComparison.Ordinal), "the next page");
        Assert.All(terminal.Screen.Text.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80));

        terminal.Send(Tab + Tab + Enter);
        await terminal.WaitForTextAsync("What shall the kernel do against Meltdown");
    }

    [Fact]
    public async Task Cancel_leads_back_to_the_menu_at_once()
    {
        using var program = new Tuisetup();
        await using var terminal = await OpenAsync(program);
        terminal.Send(Enter);
        await terminal.WaitForTextAsync("<Cancel>");

        terminal.Send(Escape);
        await terminal.WaitForTextAsync("What do you want to set up?", TimeSpan.FromSeconds(4));
        Assert.DoesNotContain("Please wait", terminal.Screen.Text);
    }

    [Fact]
    public async Task The_wizard_says_why_it_cannot_change_anything_in_a_guest_whose_line_the_host_sets()
    {
        using var program = new Tuisetup();
        var result = await program.RunAsync("plan", "kpti", "--answers", program.AnswersFor("kpti", """{ "pti": "auto", "once": false, "compare": false }"""));

        Assert.Equal(3, result.ExitCode);
        Assert.Matches("This is a container|set by the host|which TuiSetup does not change", result.Stderr);
    }

    [Fact]
    public async Task In_lines_it_is_the_same()
    {
        using var program = new Tuisetup();
        var result = await program.AnswerAsync(["What page", "", "quit"], "--plain");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Nanoseconds, on CPU ", result.Stdout);
        Assert.Contains("\nPage-table isolation\nThis CPU ", result.Stdout);
    }

    /// <summary>The menu with the page's entry in hand.</summary>
    private static async Task<PtyProcess> OpenAsync(Tuisetup program)
    {
        var terminal = program.Open();
        await terminal.WaitForTextAsync("What do you want to set up?");
        terminal.Send("\u001b[F\u001b[A\u001b[A\u001b[A");
        return terminal;
    }
}
