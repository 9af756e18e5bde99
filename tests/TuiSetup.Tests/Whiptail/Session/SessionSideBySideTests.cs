using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Whiptail.Session;

/// <summary>Cases of whiptail, alone and as the only call of a session: the caller sees no difference.</summary>
public sealed class SessionSideBySideTests
{
    private static readonly WhiptailUnderTest InSession = new(Tuisetup.Executable, "whiptail", "--session", Tuisetup.Executable, "whiptail");

    public static TheoryData<string> Names =>
    [
        "A message is left by Enter",
        "A message is left by Esc",
        "A message that clears the screen when left",
        "A long menu scrolls",
        "A menu whose tag goes to a descriptor",
        "A menu is cancelled by its button",
        "A checklist's answer in a descriptor",
        "Space chooses another",
        "A proposed answer is changed at its ends",
        "A passphrase is edited unseen",
        "A file is scrolled",
        "A gauge goes on",
        "Wide titles",
        "On linux in C.UTF-8: a menu",
        "On vt100 in C: a menu",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_screens_the_answer_and_the_exit_code_are_the_same(string name)
    {
        var one = ToItsEnd(AllCases.ByName[name]);

        var differences = RecordingComparer.Compare(await one.RecordAsync(WhiptailUnderTest.Ours), await one.RecordAsync(InSession));

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("--infobox", "Tape", "9", "40")]
    [InlineData("--msgbox", "Tape")]
    [InlineData("--menu", "Tape", "9", "40", "3")]
    [InlineData("--unknown")]
    [InlineData("--output-fd", "77", "--msgbox", "Tape", "9", "40")]
    public async Task What_asks_nothing_says_the_same(params string[] words)
    {
        Assert.Equal(await SayAsync(WhiptailUnderTest.Ours, words), await SayAsync(InSession, words));
    }

    /// <summary>A session ends a little after its last box, which stays to be seen until then.</summary>
    private static WhiptailCase ToItsEnd(WhiptailCase one)
    {
        var steps = one.Steps ?? PlayStep.Keys(one.Keys);
        return one with { Steps = [.. steps[..^1], steps[^1] with { IsAwaited = false }, new PlayStep("the wait for its end", pty => pty.WaitForExitAsync().Wait())] };
    }

    private static async Task<(int ExitCode, string Output, string Errors)> SayAsync(WhiptailUnderTest program, string[] words)
    {
        await using var pty = PtyProcess.Start(program.File, [.. program.First, .. words], new PtyOptions { Stdout = PtyStream.Pipe, Stderr = PtyStream.Pipe });
        return (await pty.WaitForExitAsync(), pty.CapturedStdout, pty.CapturedStderr);
    }
}
