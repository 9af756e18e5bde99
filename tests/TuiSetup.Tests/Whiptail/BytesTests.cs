using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>On a slow line each byte counts: no screen and no key may take more of them than Debian's whiptail sends.</summary>
public sealed class BytesTests
{
    private static readonly (string Term, string Lang)[] Terminals =
    [
        ("xterm", "C.UTF-8"), ("xterm-256color", "C.UTF-8"), ("linux", "C.UTF-8"), ("screen", "C.UTF-8"), ("tmux", "C.UTF-8"),
        ("vt100", "C"), ("vt220", "C"), ("xterm", "C"), ("linux", "C"),
    ];

    private static readonly WhiptailCase[] Boxes =
    [
        new("a message", "--title Tape --msgbox 'The tape is full.' 10 50"),
        new("a question", "--title Tape --backtitle srv-7 --yesno 'Erase the tape?' 10 50", "Tab Tab Right Left"),
        new("a question with full buttons", "--fb --yesno 'Erase the tape?' 12 50", "Tab Tab"),
        new("a field", "--title Tape --inputbox 'Name of the tape:' 10 50 weekly", "x y Backspace Left z Ctrl-A Del Ctrl-E Backspace"),
        new("a password", "--passwordbox 'Password of the tape:' 10 50", "x y z Backspace"),
        new("a menu", "--title Tapes --menu 'Which one?' 16 60 5 a first b second c third d fourth e fifth f sixth g seventh", "Down Down Up Tab Tab"),
        new("a menu that scrolls", "--menu 'Which one?' 12 60 3 a first b second c third d fourth e fifth f sixth g seventh", "Down Down Down Down Up Up Up Up"),
        new("a checklist", "--checklist 'Which ones?' 14 60 4 a first on b second off c third on d fourth off", "Space Down Space Down Tab"),
        new("a radiolist", "--radiolist 'Which one?' 14 60 4 a first on b second off c third off d fourth off", "Down Space Down Space"),
        new("a text that scrolls", @"--scrolltext --msgbox 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten' 10 40", "Down Down Up Tab"),
        new("an unfinished gauge", "--gauge 'Writing the tape' 8 50 42") { Stdin = PtyStream.Pipe },
    ];

    private static readonly Dictionary<string, WhiptailCase> All = Terminals
        .SelectMany(terminal => Boxes.Select(box => box with { Name = $"{box.Name} on {terminal.Term} in {terminal.Lang}", Term = terminal.Term, Lang = terminal.Lang }))
        .ToDictionary(box => box.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_screen_and_no_key_is_more_bytes_than_whiptails(string name)
    {
        var whiptail = await All[name].RecordAsync(WhiptailUnderTest.Original);
        var ours = await All[name].RecordAsync(WhiptailUnderTest.Ours);

        Assert.Equal(whiptail.Moments.Select(moment => moment.After), ours.Moments.Select(moment => moment.After));
        var (before, theirs) = (0L, 0L);
        foreach (var (our, their) in ours.Moments.Zip(whiptail.Moments))
        {
            Assert.True(
                our.Bytes - before <= their.Bytes - theirs,
                $"after {our.After}: {our.Bytes - before} bytes, whiptail sends {their.Bytes - theirs}");
            (before, theirs) = (our.Bytes, their.Bytes);
        }
    }
}
