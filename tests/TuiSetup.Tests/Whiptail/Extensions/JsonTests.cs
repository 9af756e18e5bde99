using Newtonsoft.Json.Linq;
using TuiSetup.Newt.Keys;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Whiptail.Extensions;

/// <summary>--json.</summary>
public sealed class JsonTests
{
    private const string Ports = "eth0 Front on eth1 Back off 'a \"b\"' Side on";

    [Theory]
    [InlineData("--msgbox Tape 9 40", """{"exit":0,"button":"ok","text":""}""")]
    [InlineData("--yesno Tape 9 40", """{"exit":0,"button":"yes","text":""}""")]
    [InlineData("--defaultno --yesno Tape 9 40", """{"exit":1,"button":"no","text":""}""")]
    [InlineData("--inputbox Name: 9 40 'a \"b\" ü'", """{"exit":0,"button":"ok","value":"a \"b\" ü","text":"a \"b\" ü"}""")]
    [InlineData("--passwordbox Name: 9 40 secret", """{"exit":0,"button":"ok","value":"secret","text":"secret"}""")]
    [InlineData("--default-item b --menu Tape 12 40 3 a first b second", """{"exit":0,"button":"ok","value":"b","text":"b"}""")]
    [InlineData("--radiolist Tape 12 40 3 a first off b second on", """{"exit":0,"button":"ok","value":"b","text":"b"}""")]
    [InlineData("--checklist Ports 12 40 3 " + Ports, """{"exit":0,"button":"ok","values":["eth0","a \"b\""],"text":"\"eth0\" \"a \"b\"\""}""")]
    [InlineData("--separate-output --checklist Ports 12 40 3 " + Ports, """{"exit":0,"button":"ok","values":["eth0","a \"b\""],"text":"eth0\na \"b\"\n"}""")]
    [InlineData("--checklist Ports 12 40 3 a first off", """{"exit":0,"button":"ok","values":[],"text":""}""")]
    public async Task Enter_gives_the_answer_and_its_text(string command, string expected)
    {
        using var box = new OneBox(command);
        await box.PressAsync(KeyCode.Enter);

        Assert.Equal(JObject.Parse(expected), JObject.Parse(box.Json), JToken.DeepEquals);
    }

    [Fact]
    public async Task Escape_and_cancel_give_no_value()
    {
        using var left = new OneBox("--inputbox Name: 9 40 weekly");
        await left.PressAsync(KeyCode.Escape);
        using var cancelled = new OneBox("--inputbox Name: 9 40 weekly");
        await cancelled.PressAsync(KeyCode.Tab, KeyCode.Tab, KeyCode.Enter);

        Assert.Equal("""{"exit":255,"button":"esc","text":""}""", left.Json);
        Assert.Equal("""{"exit":1,"button":"cancel","text":""}""", cancelled.Json);
    }

    [Fact]
    public async Task The_document_is_one_line_on_the_output_descriptor_and_the_exit_code_stays()
    {
        var recording = await new WhiptailCase("a field", "--json --output-fd 3 --inputbox Name: 9 40", "x ü Enter") { Descriptors = [3] }.RecordAsync(WhiptailUnderTest.Ours);

        Assert.Equal(0, recording.ExitCode);
        Assert.Equal("{\"exit\":0,\"button\":\"ok\",\"value\":\"xü\",\"text\":\"xü\"}\n", recording.Output[3]);
        Assert.Equal("", recording.Output[2]);
    }

    [Fact]
    public async Task A_gauge_and_a_note_have_no_button()
    {
        var note = await new WhiptailCase("a note", "--json --infobox Tape 9 40").RecordAsync(WhiptailUnderTest.Ours);
        var gauge = await new WhiptailCase("a gauge", "--json --gauge Tape 9 40 7") { Stdin = PtyStream.Null }.RecordAsync(WhiptailUnderTest.Ours);

        Assert.Equal("{\"exit\":0,\"button\":null,\"text\":\"\"}\n", note.Output[2]);
        Assert.Equal("{\"exit\":0,\"button\":null,\"text\":\"\"}\n", gauge.Output[2]);
    }

    [Fact]
    public async Task A_mistake_is_told_as_without_it()
    {
        var recording = await new WhiptailCase("no size", "--json --msgbox Tape").RecordAsync(WhiptailUnderTest.Ours);

        Assert.Equal(255, recording.ExitCode);
        Assert.StartsWith("Box options:", recording.Output[2], StringComparison.Ordinal);
    }
}
