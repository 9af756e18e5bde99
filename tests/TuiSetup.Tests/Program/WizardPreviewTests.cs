using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

public sealed class WizardPreviewTests : IDisposable
{
    private const string Next = "\u001b[24~";

    private readonly Tuisetup _program = new();

    public void Dispose() => _program.Dispose();

    private string Wizard => Path.Combine(_program.Folder, "mine.json");

    [Fact]
    public async Task A_page_is_shown_anew_whenever_the_file_is_saved_and_keeps_its_answers()
    {
        Save("First question", "Second question");
        await using var terminal = _program.Open("wizard", "preview", Wizard);
        await terminal.WaitForTextAsync("First question");
        terminal.Send("kept" + Next);
        await terminal.WaitForTextAsync("Second question");
        Save("First question", "Another question");
        await terminal.WaitForTextAsync("Another question");
        terminal.Send("\t\t\r");
        await terminal.WaitForTextAsync("First question");
        Assert.Contains("kept__", terminal.Screen.Text, StringComparison.Ordinal);
        terminal.Send(Next);
        await terminal.WaitForTextAsync("Another question");
        terminal.Send("\u001b[11~");
        await terminal.WaitForTextAsync("What the second means.");
        terminal.Send("\r\u001b");
        await terminal.WaitForTextAsync("<Leave>");
        terminal.Send("\t\r");
        Assert.Equal(0, await terminal.WaitForExitAsync());
    }

    [Fact]
    public async Task Mistakes_are_shown_with_their_place_until_they_are_mended()
    {
        Save("First question", "Second question");
        await using var terminal = _program.Open("wizard", "preview", Wizard);
        await terminal.WaitForTextAsync("First question");
        File.WriteAllText(Wizard, File.ReadAllText(Wizard).Replace("\"text\", \"label\"", "\"txet\", \"label\"", StringComparison.Ordinal));
        await terminal.WaitForTextAsync("mine.json:3:");
        Save("Mended question", "Second question");
        await terminal.WaitForTextAsync("Mended question");
    }

    [Fact]
    public async Task Lists_of_a_target_have_examples_and_nothing_is_planned()
    {
        Assert.Equal(0, (await _program.RunAsync("wizard", "new", "mine", "--folder", _program.Folder)).ExitCode);
        await using var terminal = _program.Open("wizard", "preview", Path.Combine(_program.Folder, "wizards", "mine.json"));
        await terminal.WaitForTextAsync("bridges-2");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("What of bridges-1 shall be copied?");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("To which port?");
        terminal.Send(Next);
        await terminal.WaitForTextAsync("Review, progress and report would follow.");
        Assert.False(Directory.Exists(Path.Combine(_program.State, "runs")));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_as_such()
    {
        var result = await _program.RunAsync("wizard", "preview", Wizard);

        Assert.Equal((2, $"tuisetup: There is no file {Wizard}.\n"), (result.ExitCode, result.Stderr));
    }

    /// <summary>As an editor does: beside the file, and then in its place.</summary>
    private void Save(string first, string second)
    {
        File.WriteAllText(Wizard + "~", $$"""
            { "name": "mine", "title": "Mine", "backend": "command", "constants": { "command": "mine" },
              "pages": [
                { "title": "One", "text": "{{first}}", "fields": [ { "id": "a", "type": "text", "label": "A" } ] },
                { "title": "Two", "text": "{{second}}", "help": "What the second means.", "fields": [ { "id": "b", "type": "text", "label": "B" } ] } ] }
            """);
        File.Move(Wizard + "~", Wizard, overwrite: true);
    }
}
