using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail.Extensions;

/// <summary>The boxes that dialog has and whiptail has not: the same words and keys give the same answer and exit code. Looks are newt's.</summary>
public sealed class DialogSideBySideTests
{
    private const string Form = "--form Host: 14 50 4 Name: 1 1 srv 1 10 8 20 Fixed: 2 1 fix 2 10 0 0 Shown: 3 1 shown 3 10 -5 0 Rack: 4 1 'r 4' 4 10 8 0";
    private const string Mixed = "--mixedform Host: 14 50 4 User: 1 1 root 1 10 8 0 0 Password: 2 1 old 2 10 8 0 1 Shell: 3 1 sh 3 10 8 0 2 Note: 4 1 no 4 10 0 0 0";
    private const string Passwords = "--passwordform Host: 14 50 4 Old: 1 1 abc 1 10 8 20 New: 2 1 sec 2 10 8 0";
    private const string Tree = "--treeview Where: 16 50 8 de Germany off 0 be Berlin off 1 mu Munich on 1 fr France off 0 pa Paris off 1";
    private static readonly WhiptailUnderTest Dialog = new("/usr/bin/dialog");

    public static TheoryData<string, string> Cases => new()
    {
        { Form, "Enter" },
        { Form, "Home x Enter" },
        { Form, "Down Home y Enter" },
        { Form, "Down Home y Up Home x Enter" },
        { Form, "End Backspace Backspace z Enter" },
        { Form, "Esc" },
        { "--output-separator | " + Form, "Enter" },
        { "--separator ; " + Form, "Enter" },
        { "--form Rows: 12 50 2 B: 3 1 b 3 10 5 0 A: 1 1 a 1 10 5 0", "Home x Enter" },
        { "--form Rows: 0 0 0 A: 1 1 a 1 10 5 0 B: 2 1 b 2 10 5 0", "Down Home x Enter" },
        { "--form Long: 14 50 4 A: 1 1 123456789012 1 10 8 0 B: 2 1 123456789012 2 10 8 10 C: 3 1 123456789012 3 10 8 20", "Enter" },
        { "--form Fixed: 14 50 4 A: 1 1 a 1 10 0 0 B: 2 1 b 2 10 5 0", "Home x Enter" },
        { "--form Scrolled: 12 50 2 A: 1 1 a 1 10 5 0 B: 2 1 b 2 10 5 0 C: 3 1 c 3 10 5 0 D: 4 1 d 4 10 5 0", "Down Down Down Home x Enter" },
        { "--form Empty: 12 50 2 A: 1 1 '' 1 10 5 0 B: 2 1 '' 2 10 5 0", "Enter" },
        { "--form None: 12 50 2", "" },
        { "--form Odd: 12 50 2 A: 1 1 a 1 10 5", "" },
        { "--title Hosts --ok-label Go " + Form, "Enter" },
        { Mixed, "Enter" },
        { Mixed, "Home x Down Home y Enter" },
        { "--mixedform Bits: 14 50 4 A: 1 1 a 1 10 4 0 2 B: 2 1 b 2 10 -4 0 0 C: 3 1 c 3 10 0 0 1 D: 4 1 d 4 10 5 0 1", "Home x Enter" },
        { "--mixedform Both: 14 50 4 A: 1 1 a 1 10 4 0 3 B: 2 1 b 2 10 5 0 0", "Enter" },
        { Passwords, "Enter" },
        { Tree, "Enter" },
        { Tree, "Down Enter" },
        { Tree, "Down Space Enter" },
        { Tree, "Down Down Down Space Enter" },
        { Tree, "Esc" },
        { "--treeview None: 12 50 4 a A off 0 b B off 1", "Enter" },
        { "--treeview Two: 12 50 4 a A on 0 b B on 1", "Enter" },
        { "--treeview Two: 12 50 4 a A on 0 b B on 1", "Down Space Enter" },
        { "--treeview Low: 12 50 2 a A off 0 b B off 1 c C off 2 d D off 0", "Down Down Down Space Enter" },
        { "--treeview Odd: 12 50 4 a A on", "" },
        { "--separate-output --separator | --checklist C 14 50 4 a A on b B off c C on", "Enter" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_answer_and_the_exit_code_are_dialog_s(string command, string keys)
    {
        var theirs = await RecordAsync(Dialog, command, keys);
        var ours = await RecordAsync(WhiptailUnderTest.Ours, command.Replace("--ok-label", "--ok-button", StringComparison.Ordinal), keys);

        Assert.NotNull(theirs.ExitCode);
        Assert.Equal(theirs.ExitCode, ours.ExitCode);
        if (keys.Length > 0)
        {
            Assert.Equal(theirs.Output[2], ours.Output[2]);
        }
    }

    private static Task<Recording> RecordAsync(WhiptailUnderTest program, string command, string keys) => new WhiptailCase(command, command)
    {
        Steps = [.. PlayStep.Keys(keys)],
        Variables = [("ESCDELAY", "20")],
    }.RecordAsync(program);
}
