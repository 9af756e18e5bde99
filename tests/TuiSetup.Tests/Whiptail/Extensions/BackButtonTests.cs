using System.Text.RegularExpressions;
using TuiSetup.Newt.Keys;

namespace TuiSetup.Tests.Whiptail.Extensions;

/// <summary>--back, --back-button and --help-text.</summary>
public sealed partial class BackButtonTests
{
    [Theory]
    [InlineData("--back --msgbox Tape 9 40", "<Ok>", "<Back>")]
    [InlineData("--back --yesno Tape 9 40", "<Yes>", "<Back>", "<No>")]
    [InlineData("--back-button 'Go Back' --inputbox Name: 9 50", "<Ok>", "<Go Back>", "<Cancel>")]
    [InlineData("--back --nocancel --menu Tape 12 40 3 a first b second", "<Ok>", "<Back>")]
    [InlineData("--back --checklist Tape 0 0 0 a first on", "<Ok>", "<Back>", "<Cancel>")]
    public async Task The_buttons_stand_in_a_row(string command, params string[] buttons)
    {
        using var box = new OneBox(command);
        await box.Harness.SettleAsync();

        var row = box.Screen.Split('\n').Single(line => line.Contains(buttons[0], StringComparison.Ordinal));
        Assert.Equal(buttons, Button().Matches(row).Select(match => match.Value));
    }

    [Fact]
    public async Task Back_ends_with_3_and_no_answer()
    {
        using var box = new OneBox("--back --inputbox Name: 9 40 weekly");
        await box.PressAsync(KeyCode.Tab, KeyCode.Tab, KeyCode.Enter);

        Assert.Equal("""{"exit":3,"button":"back","text":""}""", box.Json);
    }

    [Fact]
    public async Task F12_on_Back_is_Back()
    {
        using var box = new OneBox("--back --yesno Tape 9 40");
        await box.PressAsync(KeyCode.Tab, KeyCode.F12);

        Assert.Equal(3, box.Result!.ExitCode);
    }

    [Fact]
    public async Task Back_goes_past_what_is_not_valid()
    {
        using var box = new OneBox("--back --validate ^x --inputbox Name: 9 40 weekly");
        await box.PressAsync(KeyCode.Tab, KeyCode.Tab, KeyCode.Enter);

        Assert.Equal(3, box.Result!.ExitCode);
    }

    [Fact]
    public async Task Full_buttons_have_room_in_a_box_of_automatic_size()
    {
        using var box = new OneBox("--fb --back-button 'Go back to it' --inputbox Name: 0 0");
        await box.Harness.SettleAsync();

        Assert.Contains(box.Screen.Split('\n'), line => line.Contains("│ Ok │", StringComparison.Ordinal)
            && line.Contains("│ Go back to it │", StringComparison.Ordinal) && line.Contains("│ Cancel │", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F1_shows_the_help_and_leads_back()
    {
        using var box = new OneBox(@"--help-text 'The name stands\non the tape.' --inputbox Name: 9 40 weekly");
        await box.PressAsync(KeyCode.F1);
        Assert.Contains("┤ Help ├", box.Screen, StringComparison.Ordinal);
        Assert.Contains("on the tape.", box.Screen, StringComparison.Ordinal);

        await box.PressAsync(KeyCode.Enter);
        Assert.DoesNotContain("on the tape.", box.Screen, StringComparison.Ordinal);
        await box.PressAsync(KeyCode.Enter);
        Assert.Equal("weekly", box.Result!.Answer.Text);
    }

    [Fact]
    public async Task Without_a_help_text_F1_does_nothing()
    {
        using var box = new OneBox("--inputbox Name: 9 40 weekly");
        await box.Harness.SettleAsync();
        var before = box.Screen;
        await box.PressAsync(KeyCode.F1);

        Assert.Equal(before, box.Screen);
    }

    [Fact]
    public async Task The_new_options_have_a_help_of_their_own_and_whiptail_s_stays_as_it_is()
    {
        var help = await new WhiptailCase("help", "--help-extensions") { Stdout = TestKit.PtyStream.Pipe }.RecordAsync(WhiptailUnderTest.Ours);

        Assert.Equal(0, help.ExitCode);
        Assert.All((string[])["--json", "--timeout", "--validate", "--validate-message", "--help-text", "--back", "--back-button"],
            option => Assert.Contains(option, help.Output[1], StringComparison.Ordinal));
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Button();
}
