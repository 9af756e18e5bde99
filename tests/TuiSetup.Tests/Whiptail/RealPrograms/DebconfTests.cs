using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail.RealPrograms;

/// <summary>debconf's dialog frontend and every kind of question it asks.</summary>
public sealed class DebconfTests
{
    private const string Run = "debconf -otapes -fdialog ./tapes";

    private const string Templates = """
        Template: tapes/greeting
        Type: note
        Description: Tapes are about to be set up
         The answers decide where backups go, and how long they are kept. They can
         be given again later.
         .
         Have the label of the tape at hand.

        Template: tapes/drive
        Type: select
        Choices: left drive, right drive, changer on the third floor
        Default: right drive
        Description: Drive to write to:
         The drive has to be switched on.

        Template: tapes/days
        Type: multiselect
        Choices: Monday, Tuesday, Wednesday, Thursday, Friday
        Default: Monday, Friday
        Description: Days to write on:
         A tape is written on each of the days.

        Template: tapes/label
        Type: string
        Default: weekly
        Description: Label of the tape:

        Template: tapes/passphrase
        Type: password
        Description: Passphrase of the tape:
         Without it nobody can read the tape.

        Template: tapes/erase
        Type: boolean
        Default: false
        Description: Erase the tape now?
         All that is on the tape will be lost.

        Template: tapes/wrong
        Type: error
        Description: The label is taken
         Another tape has it.

        Template: tapes/licence
        Type: note
        Description: What may be done with the tape

        Template: tapes/writing
        Type: text
        Description: Writing the tape

        Template: tapes/verifying
        Type: text
        Description: Reading the tape back

        """;

    [Fact]
    public async Task A_note_is_read() => await AskedAsync(["greeting"], "Enter");

    [Fact]
    public async Task A_note_longer_than_the_screen_is_scrolled() => await AskedAsync(["licence"], "Down PgDn PgDn Tab Enter");

    [Fact]
    public async Task One_of_several_is_chosen()
        => Assert.Equal("drive=changer on the third floor\n", await AskedAsync(["drive"], "Down Enter"));

    [Fact]
    public async Task Several_are_chosen()
        => Assert.Equal("days=Monday, Tuesday, Friday\n", await AskedAsync(["days"], "Down Space Tab Enter"));

    [Fact]
    public async Task A_text_is_given() => Assert.Equal("label=weekly-3\n", await AskedAsync(["label"], "-3 Enter"));

    [Fact]
    public async Task A_passphrase_is_given() => Assert.Equal("passphrase=s3cret\n", await AskedAsync(["passphrase"], "s3cret Enter"));

    [Fact]
    public async Task A_question_is_answered_with_no() => Assert.Equal("erase=false\n", await AskedAsync(["erase"], "Enter"));

    [Fact]
    public async Task A_question_is_answered_with_yes() => Assert.Equal("erase=true\n", await AskedAsync(["erase"], "Tab Enter"));

    [Fact]
    public async Task An_error_is_read() => await AskedAsync(["wrong"], "Enter");

    [Fact]
    public async Task All_are_asked_one_after_the_other() => Assert.Equal(
        "greeting=\ndrive=left drive\ndays=Friday\nlabel=x\npassphrase=y\nerase=true\nwrong=\n",
        await AskedAsync(
            ["greeting", "drive", "days", "label", "passphrase", "erase", "wrong"],
            "Enter Up Enter Space Enter Ctrl-U x Enter y Enter Left Enter Enter"));

    [Theory]
    [InlineData("linux", "C.UTF-8")]
    [InlineData("vt100", "C")]
    public async Task All_are_asked_on_other_terminals(string term, string lang) => await AskedAsync(
        ["greeting", "drive", "days", "label", "erase"], "Enter Up Enter Space Enter Ctrl-U x Enter Left Enter", term, lang);

    [Fact]
    public async Task A_job_goes_on_step_by_step()
    {
        var (recording, _) = await TwoRuns.AreEqualAsync(
            home => Prepare(home, """
                db_progress START 0 4 tapes/writing
                db_progress STEP 1
                db_progress INFO tapes/verifying
                db_progress STEP 2
                head -c 1 </dev/tty >/dev/null
                db_progress STOP
                """),
            home => home.RecordAsync(Run, "Enter"),
            boxes: null);

        Assert.Contains(recording.Moments[0].Rows, row => row.Contains("Reading the tape back", StringComparison.Ordinal));
        Assert.Contains(recording.Moments[0].Rows, row => row.Contains("75%", StringComparison.Ordinal));
    }

    private static async Task<string> AskedAsync(string[] questions, string keys, string term = "xterm", string lang = "C.UTF-8")
    {
        var script = string.Concat(questions.Select(question => $"""
            db_input critical tapes/{question} || true
            db_go || true
            db_get tapes/{question}
            printf '%s\n' "{question}=$RET" >>"$ANSWERS"

            """));
        var (_, answered) = await TwoRuns.AreEqualAsync(home => Prepare(home, script), home => home.RecordAsync(Run, keys, term, lang), questions.Length);
        return answered;
    }

    private static void Prepare(DebconfHome home, string script)
    {
        home.Write("tapes.templates", Templates.Replace(
            "Description: What may be done with the tape\n",
            "Description: What may be done with the tape\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"  {i}. It may be put on shelf {i}.\n")),
            StringComparison.Ordinal));
        home.Script("tapes", $"""
            . /usr/share/debconf/confmodule
            db_x_loadtemplatefile tapes.templates tapes
            db_title Tapes
            {script}
            """);
    }
}
