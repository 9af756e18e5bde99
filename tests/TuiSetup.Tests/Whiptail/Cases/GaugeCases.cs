using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail;

/// <summary>--gauge.</summary>
internal static class GaugeCases
{
    private const string Gauge = "--gauge 'Writing the tape' 8 50 0";

    public static IReadOnlyList<WhiptailCase> All { get; } =
    [
        Fed("A gauge that is told nothing", Gauge),
        Fed("A gauge goes on", Gauge, "10\n", "55\n", "99\n", "100\n"),
        Fed("A gauge goes back", Gauge, "90\n", "10\n", "0\n"),
        Fed("A gauge that starts in the middle", "--gauge 'Writing the tape' 8 50 42", "43\n"),
        Fed("A gauge of several numbers at once", Gauge, "10\n20\n30\n", "40\n50\n"),
        Fed("A gauge with a title and a back title", "--title Tape --backtitle srv-7 --gauge 'Writing the tape' 8 50 7", "50\n"),
        Fed("A gauge of automatic size", "--gauge 'Writing the tape' 0 0 0", "50\n"),
        Fed("A gauge in the corner", "--topleft --gauge 'Writing the tape' 8 50 30", "50\n"),
        Fed("A gauge with another text", Gauge, "XXX\n30\nReading it back\nXXX\n", "40\n"),
        Fed("A gauge with another text of several lines", "--gauge 'Writing the tape' 10 50 0", "XXX\n30\nReading it back,\nline by line\nXXX\n"),
        Fed("A gauge with a shorter text after a longer", Gauge, "XXX\n30\nReading the whole tape back\nXXX\n", "XXX\n60\nDone\nXXX\n"),
        Fed("A gauge is told words", Gauge, "20\n", "half\n", "-5x\n", "3 4\n", "\n", "60\n"),
        Fed("A gauge is told more than a hundred", Gauge, "101\n", "50\n", "1000\n"),
        Fed("A gauge's lines come in pieces", Gauge, "2", "5\n", "XX", "X\n70\nAlmost", " done\nXXX\n"),
        Fed("A gauge with a long text that is wrapped", "--gauge 'Writing the tape of the third floor, which will take until the morning' 10 40 0", "50\n"),
        Fed("A gauge with lines in its text", @"--gauge 'Writing\nthe tape' 10 40 5", "50\n"),
        Fed("A gauge with wide characters", "--gauge テープに書いています 8 40 5", "50\n", "XXX\n60\n読み返しています\nXXX\n"),
        Fed("A narrow gauge", "--gauge Tape 7 20 5", "50\n", "100\n"),
        Fed("A gauge as wide as the terminal", "--gauge Tape 7 80 5", "50\n"),
        Fed("A gauge with blanks around the number", Gauge, " 20\n", "30 \n"),
        Fed("A gauge with leading noughts", Gauge, "007\n", "0100\n"),
        Fed("A gauge that clears the screen", $"--clear {Gauge}", "50\n"),
        Fed("A gauge on a terminal without colour", Gauge, "33\n", "66\n") with { Term = "vt100", Lang = "C" },
        Fed("A gauge on the console", Gauge, "33\n", "66\n") with { Term = "linux" },
    ];

    private static WhiptailCase Fed(string name, string command, params string[] input) => new(name, command)
    {
        Stdin = PtyStream.Pipe,
        Steps = [.. input.Select(PlayStep.Feed), PlayStep.CloseInput],
    };
}
