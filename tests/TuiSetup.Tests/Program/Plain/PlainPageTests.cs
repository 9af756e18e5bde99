using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;
using TuiSetup.Newt.Testing;
using TuiSetup.Pages;
using TuiSetup.Plain;
using TuiSetup.Tests.Core.Wizards;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Plain;

/// <summary>Pages of a wizard, asked by lines.</summary>
public sealed class PlainPageTests
{
    private readonly WizardDefinition _wizard = Samples.GoodWizard();
    private AnswerSheet _answers = AnswerSheet.Empty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_field_is_asked_by_a_line()
    {
        var lines = new ScriptedLines("", "200", "80x", "443", "", "YES", "", "b", "x", "10, 30-31", "s3cret");
        var ui = new PlainUi(lines, TimeProvider.System);
        foreach (var page in _wizard.Pages)
        {
            Assert.Equal(PageMove.Next, (await AskAsync(ui, page)).Move);
        }

        Golden.Check(lines.Transcript, "plain-page-fields");
        Assert.Equal(("host200", 443L, "on-host200", true), (_answers["host"].AsText, _answers["port"].AsNumber, _answers["name"].AsText, _answers["fast"].AsTruth));
        Assert.Equal(("a", "x", "10 30 31"), (_answers["mode"].AsText, string.Join(' ', _answers["tags"].Texts), string.Join(' ', _answers["vlans"].Texts)));
        Assert.Equal("s3cret", _answers.Secrets["pass"].Reveal());
        Assert.Equal(["s3cret"], lines.Hidden);
        Assert.DoesNotContain("s3cret", lines.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_is_paged_and_searched()
    {
        var lines = new ScriptedLines("+", "+", "more", "/host12", "/nowhere", "/", "host4000", "?", "host123");
        var result = await AskAsync(new PlainUi(lines, TimeProvider.System), _wizard.Pages[1]);

        Golden.Check(lines.Transcript, "plain-page-list");
        Assert.Equal("host123", result.Answers["host"].AsText);
    }

    [Fact]
    public async Task Leaving_loses_answers_only_once_it_is_said_again()
    {
        var lines = new ScriptedLines("quit");
        Assert.Equal(PageMove.Leave, (await AskAsync(new PlainUi(lines, TimeProvider.System), _wizard.Pages[1])).Move);

        _answers = _answers.With("host", Value.Of("host1"));
        lines = new ScriptedLines("quit", "", "quit", "quit", "quit", "leave");
        Assert.Equal(PageMove.Leave, (await AskAsync(new PlainUi(lines, TimeProvider.System), _wizard.Pages[1])).Move);
        Assert.Equal(3, lines.Transcript.Split("Leave the wizard?").Length - 1);
    }

    [Fact]
    public async Task Back_leads_to_the_last_question_of_the_page_before()
    {
        var lines = new ScriptedLines("<", "<", "81", "");
        var ui = new PlainUi(lines, TimeProvider.System);
        Assert.Equal(PageMove.Back, (await AskAsync(ui, _wizard.Pages[4])).Move);
        Assert.Equal(PageMove.Next, (await AskAsync(ui, _wizard.Pages[2])).Move);

        Assert.EndsWith("Fast, yes or no [no]: <\nName [on-]: 81\nFast, yes or no [no]: \n", lines.Transcript, StringComparison.Ordinal);
        Assert.Equal("81", _answers["name"].AsText);
    }

    private async Task<PageResult> AskAsync(PlainUi ui, PageDefinition page)
    {
        var result = await ui.AskAsync(
            new PageContext
            {
                Page = page,
                Answers = _answers,
                Facts = new Hosts(),
                Drafts = [],
                HasBack = page != _wizard.Pages[0],
                Position = $"{_wizard.Pages.IndexOf(page) + 1} of 7",
            },
            Cancel);
        _answers = result.Answers;
        return result;
    }

    private sealed class Hosts : Facts
    {
        public override PlanTarget Target => throw new NotSupportedException();

        public override string Digest => "";

        public override IReadOnlyList<Choice> List(string name, AnswerSheet answers)
            => [.. Enumerable.Range(1, 345).Select(number => new Choice($"host{number}", $"host{number}", number % 2 == 0 ? "even" : ""))];
    }
}
