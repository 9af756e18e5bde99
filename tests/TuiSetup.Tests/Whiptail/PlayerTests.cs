using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>The player itself, tried on Debian's whiptail and on what is not quite whiptail.</summary>
public sealed class PlayerTests
{
    private static readonly WhiptailCase Menu =
        new("a menu", "--title Tapes --menu Pick: 12 40 3 a first b second c third d fourth", "Down Tab Enter");

    private static readonly Dictionary<string, WhiptailCase> Boxes = new[]
    {
        "A message has both titles and an automatic size",
        "The answers have texts of their own",
        "A proposed answer is changed at its ends",
        "A passphrase is edited unseen",
        "A file is scrolled",
        "A long menu scrolls",
        "Space checks and unchecks",
        "Space chooses another",
        "A gauge goes on",
        "A note is shown and ends",
        "Help",
        "On vt100 in C: a menu",
        "Wide titles",
    }.ToDictionary(name => name, name => AllCases.ByName[name]);

    public static TheoryData<string> BoxNames => [.. Boxes.Keys];

    [Theory]
    [MemberData(nameof(BoxNames))]
    public async Task Two_runs_of_whiptail_are_equal(string name)
    {
        var (first, second) = (await Boxes[name].RecordAsync(WhiptailUnderTest.Original), await Boxes[name].RecordAsync(WhiptailUnderTest.Original));

        Assert.NotNull(first.ExitCode);
        Assert.Equal([], RecordingComparer.Compare(first, second));
    }

    [Fact]
    public async Task Another_character_on_the_screen_is_told_with_its_row()
    {
        var differences = await DifferencesAsync(Menu with { Command = Menu.Command.Replace("Tapes", "Tapas", StringComparison.Ordinal) });

        Assert.All(differences, difference => Assert.Equal(Aspect.Characters, difference.Aspect));
        Assert.Contains("after the start, row 6", differences[0].Words, StringComparison.Ordinal);
        Assert.Contains("Tapas", differences[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_colour_is_told()
    {
        var differences = await DifferencesAsync(Menu with { Variables = [("NEWT_COLORS", "title=blue,white")] });

        Assert.NotEmpty(differences);
        Assert.All(differences, difference => Assert.Equal(Aspect.Looks, difference.Aspect));
    }

    [Fact]
    public async Task Bold_and_reverse_are_told()
    {
        var plain = Menu with { Term = "vt100", Lang = "C" };

        var differences = await DifferencesAsync(plain with { Command = "--notags " + plain.Command }, plain with { Command = "--noitem " + plain.Command });
        var looks = (await plain.RecordAsync(WhiptailUnderTest.Original)).Moments[0].Rows;

        Assert.Contains(differences, difference => difference.Aspect == Aspect.Characters);
        Assert.Contains(looks, row => row.Contains("{-/-br}a first ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_place_of_the_cursor_is_told()
    {
        var differences = await DifferencesAsync(
            new("a field", "--inputbox Name: 9 40 weekly", "Home Enter"), new("a field", "--inputbox Name: 9 40 weekly", "Home") { Steps = [PlayStep.Key("Left") with { Name = "Home" }, PlayStep.Key("Enter")] });

        Assert.Equal([Aspect.Cursor], differences.Select(difference => difference.Aspect));
        Assert.Contains("after Home", differences[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_answer_and_exit_code_are_told()
    {
        var other = Menu with { Steps = [PlayStep.Key("Down"), PlayStep.Key("Tab"), PlayStep.Key("Esc") with { Name = "Enter" }] };

        var differences = await DifferencesAsync(other);

        Assert.Equal([Aspect.ExitCode, Aspect.Output], differences.Select(difference => difference.Aspect));
        Assert.Contains("expected 0", differences[0].Words, StringComparison.Ordinal);
        Assert.Contains("but was  255", differences[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_goes_on_is_told()
    {
        var differences = await DifferencesAsync(Menu with { Keys = "Down Tab" });

        Assert.Contains(differences, difference => difference.Aspect == Aspect.Steps);
        Assert.Contains(differences, difference => difference.ToString().Contains("still running", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_terminal_left_in_another_mode_is_told()
    {
        var (expected, actual) = (await ShellAsync("stty -echo; stty echo"), await ShellAsync("stty -echo"));

        Assert.True(expected.SettingsKept);
        Assert.Equal([Aspect.Settings], RecordingComparer.Compare(expected, actual).Select(difference => difference.Aspect));
    }

    [Fact]
    public async Task A_program_under_a_shell_is_waited_for_too()
    {
        var recording = await ShellAsync("/usr/bin/whiptail --msgbox Tape 9 40; exit 7", "Enter");

        Assert.Equal(7, recording.ExitCode);
        Assert.Contains(recording.Moments[0].Rows, row => row.Contains("Tape", StringComparison.Ordinal));
    }

    private static Task<Recording> ShellAsync(string script, string keys = "") =>
        Player.RecordAsync(new("/bin/sh", ["-c", script], new PtyOptions(), PlayStep.Keys(keys)));

    private static Task<IReadOnlyList<Difference>> DifferencesAsync(WhiptailCase other) => DifferencesAsync(Menu, other);

    private static async Task<IReadOnlyList<Difference>> DifferencesAsync(WhiptailCase one, WhiptailCase other) =>
        RecordingComparer.Compare(await one.RecordAsync(WhiptailUnderTest.Original), await other.RecordAsync(WhiptailUnderTest.Original));
}
