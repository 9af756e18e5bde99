using System.Text;
using TuiSetup.Newt.Text;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Newt.Text;

/// <summary>Text that finds its width, as newt's own does.</summary>
public sealed class ReflowTests
{
    private static readonly string[] Words = ["a", "of", "the", "tape", "left", "channel", "recording", "microphone", "electroencephalographically", "-", "stereo,"];

    [Fact]
    public async Task Random_texts_get_the_width_and_the_lines_that_newt_gives_them()
    {
        var random = new Random(20261124);
        var texts = Enumerable.Range(0, 300).Select(_ => (Text: RandomText(random), Width: random.Next(8, 60), Narrower: random.Next(0, 6), Wider: random.Next(0, 11))).ToList();
        var code = new StringBuilder("import sys\nfrom snack import reflow\n");
        foreach (var (text, width, narrower, wider) in texts)
        {
            code.Append(System.Globalization.CultureInfo.InvariantCulture, $"print(repr(reflow({Quote(text)}, {width}, {narrower}, {wider})))\n");
        }

        var newt = await ProcessRunner.RunAsync("/usr/bin/python3", ["-"], stdin: code.ToString(), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(0, newt.ExitCode);
        Assert.Equal(newt.Stdout.TrimEnd().Split('\n'), texts.Select(one => Ours(one.Text, one.Width, one.Narrower, one.Wider)));
    }

    private static string Ours(string text, int width, int narrower, int wider)
    {
        var best = NewtText.Reflow(text, width, narrower, wider);
        var lines = NewtText.Lines(text, best);
        return $"('{string.Concat(lines.Select(line => line + "\\n"))}', {best}, {lines.Count})";
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder(random.GetItems(Words, 1)[0]);
        for (var count = random.Next(0, 30); count > 0; count--)
        {
            text.Append(random.Next(8) == 0 ? "\n" : random.Next(6) == 0 ? "  " : " ").Append(random.GetItems(Words, 1)[0]);
        }

        return text.ToString();
    }

    private static string Quote(string text) => $"'{text.Replace("\n", "\\n", StringComparison.Ordinal)}'";
}
