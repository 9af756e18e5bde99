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
        "A note is shown and ends",
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
        "Help",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_screens_the_answer_and_the_exit_code_are_the_same(string name)
    {
        var one = AllCases.ByName[name];

        var differences = RecordingComparer.Compare(await one.RecordAsync(WhiptailUnderTest.Ours), await one.RecordAsync(InSession));

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }
}
