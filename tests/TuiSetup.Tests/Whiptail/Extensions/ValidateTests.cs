using TuiSetup.Newt.Keys;

namespace TuiSetup.Tests.Whiptail.Extensions;

/// <summary>--validate and --validate-message.</summary>
public sealed class ValidateTests
{
    [Fact]
    public async Task What_does_not_match_is_refused_until_it_does()
    {
        using var box = new OneBox("--title VLAN --validate ^[0-9]+$ --inputbox Number: 9 40 1x");
        await box.PressAsync(KeyCode.Enter);
        Assert.Contains("This must match the pattern", box.Screen, StringComparison.Ordinal);
        Assert.Contains("^[0-9]+$", box.Screen, StringComparison.Ordinal);
        Assert.Null(box.Result);

        await box.PressAsync(KeyCode.Enter, KeyCode.Backspace);
        Assert.DoesNotContain("pattern", box.Screen, StringComparison.Ordinal);
        await box.TypeAsync("7");
        await box.PressAsync(KeyCode.Enter);

        Assert.Equal("17", box.Result!.Answer.Text);
    }

    [Fact]
    public async Task The_message_is_the_script_s_own()
    {
        using var box = new OneBox(@"--validate ^[0-9]+$ --validate-message 'A number\nfrom 1 to 4094' --inputbox Number: 9 40 x");
        await box.PressAsync(KeyCode.Enter);

        Assert.Contains("A number", box.Screen, StringComparison.Ordinal);
        Assert.Contains("from 1 to 4094", box.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("[0-9]", box.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_refused_field_has_the_focus_again()
    {
        using var box = new OneBox("--validate ^..$ --inputbox Number: 9 40 x");
        await box.PressAsync(KeyCode.Tab, KeyCode.Enter, KeyCode.Enter);
        await box.TypeAsync("y");
        await box.PressAsync(KeyCode.Enter);

        Assert.Equal("xy", box.Result!.Answer.Text);
    }

    [Theory]
    [InlineData(KeyCode.Escape, 255)]
    [InlineData(KeyCode.F12, null)]
    public async Task Escape_leaves_it_and_F12_does_not_get_around_it(KeyCode key, int? exit)
    {
        using var box = new OneBox("--validate ^x --inputbox Number: 9 40 y");
        await box.PressAsync(key);

        Assert.Equal(exit, box.Result?.ExitCode);
    }

    [Fact]
    public async Task Cancel_leaves_it()
    {
        using var box = new OneBox("--validate ^x --inputbox Number: 9 40 y");
        await box.PressAsync(KeyCode.Tab, KeyCode.Tab, KeyCode.Enter);

        Assert.Equal(1, box.Result!.ExitCode);
    }

    [Fact]
    public async Task A_refused_password_is_not_shown()
    {
        using var box = new OneBox("--validate ^.{8} --passwordbox Secret: 9 40 hunter2");
        await box.PressAsync(KeyCode.Enter);

        Assert.Contains("^.{8}", box.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", box.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_that_would_hang_another_engine_answers_at_once()
    {
        using var box = new OneBox($"--validate ^(a+)+$ --inputbox Number: 9 40 {new string('a', 5000)}b");
        await box.PressAsync(KeyCode.Enter);

        Assert.Contains("(a+)+", box.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", "Not enough )")]
    [InlineData("(?=x)", "looks around")]
    public async Task A_pattern_that_cannot_be_is_refused_before_anything_is_shown(string pattern, string reason)
    {
        var recording = await new WhiptailCase("a bad pattern", $"--validate '{pattern}' --inputbox Number: 9 40") { Steps = [] }.RecordAsync(WhiptailUnderTest.Ours);

        Assert.Equal(255, recording.ExitCode);
        Assert.StartsWith("--validate: ", recording.Output[2], StringComparison.Ordinal);
        Assert.Contains(reason, recording.Output[2], StringComparison.Ordinal);
        Assert.Single(recording.Output[2].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(recording.Moments[^1].Rows, row => Assert.DoesNotContain("Number", row, StringComparison.Ordinal));
    }
}
