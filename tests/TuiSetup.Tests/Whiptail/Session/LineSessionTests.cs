using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail.Session;

/// <summary>whiptail --session without a command: JSON lines on pipes, windows on the terminal.</summary>
public sealed class LineSessionTests
{
    [Fact]
    public async Task Questions_are_asked_one_after_the_other_and_stack()
    {
        await using var pty = Open();
        pty.WriteStdin("""{"id":1,"words":["--topleft","--inputbox","First:",9,"40","ü"]}""" + "\n");
        await pty.WaitForTextAsync("First:");
        pty.Send("\r");
        pty.WriteStdin("""{"id":"b","words":["--back","--menu","Second:","12","40","3","a","A","b","B"]}""" + "\n");
        await pty.WaitForTextAsync("Second:");
        Assert.Contains("First:", pty.Screen.Text, StringComparison.Ordinal);
        await pty.SettledAsync(TimeSpan.FromSeconds(10));
        pty.Send("\eOB\r");
        pty.CloseStdin();

        Assert.Equal(0, await pty.WaitForExitAsync());
        Assert.Equal(
            ["""{"id":1,"exit":0,"button":"ok","value":"ü","text":"ü"}""", """{"id":"b","exit":0,"button":"ok","value":"b","text":"b"}"""],
            pty.CapturedStdout.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(pty.SettingsKept);
    }

    [Fact]
    public async Task A_gauge_is_moved_by_messages()
    {
        await using var pty = Open();
        pty.WriteStdin("""{"words":["--gauge","Copying","8","60","5"]}""" + "\n");
        await pty.WaitForTextAsync("5%");
        pty.WriteStdin("""{"percent":42}""" + "\n");
        await pty.WaitForTextAsync("42%");
        pty.WriteStdin("""{"percent":77,"text":"Checking"}""" + "\n");
        await pty.WaitForTextAsync("77%");
        Assert.Contains("Checking", pty.Screen.Text, StringComparison.Ordinal);
        pty.WriteStdin("""{"end":true}""" + "\n");
        pty.CloseStdin();

        Assert.Equal(0, await pty.WaitForExitAsync());
        Assert.Equal("""{"exit":0,"button":null,"text":""}""" + "\n", pty.CapturedStdout);
    }

    [Theory]
    [InlineData("words", "no JSON object")]
    [InlineData("{\"words\":\"--msgbox\"}", "Expected")]
    [InlineData("{\"percent\":5}", "Expected")]
    [InlineData("{\"words\":[\"--msgbox\",\"Tape\"]}", "Box options:")]
    [InlineData("{\"words\":[\"--validate\",\"(\",\"--inputbox\",\"Tape\",9,40]}", "--validate:")]
    public async Task A_mistake_is_answered_and_the_next_line_is_read(string line, string reason)
    {
        await using var pty = Open();
        pty.WriteStdin(line + "\n" + """{"words":["--version"]}""" + "\n");
        pty.CloseStdin();

        Assert.Equal(0, await pty.WaitForExitAsync());
        var answers = pty.CapturedStdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).ToList();
        Assert.Equal(255, (int?)answers[0]["exit"]);
        Assert.Contains(reason, (string?)answers[0]["error"], StringComparison.Ordinal);
        Assert.StartsWith("whiptail", (string?)answers[1]["text"], StringComparison.Ordinal);
    }

    private static PtyProcess Open()
        => PtyProcess.Start(WhiptailUnderTest.Ours.File, ["whiptail", "--session"], new PtyOptions { Stdin = PtyStream.Pipe, Stdout = PtyStream.Pipe });
}
