using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>The pages of a wizard file while it is edited: whenever it is saved, the page in hand is shown anew, with its answers.</summary>
internal sealed class PreviewFlow(Composition program, IUserInterface ui, string path, int first)
{
    private readonly PreviewFacts _facts = new();
    private readonly Dictionary<string, string> _drafts = [];
    private AnswerSheet _answers = AnswerSheet.Empty;
    private string _page = "";
    private int _index = first - 1;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        using var changes = new FileChanges(path);
        while (true)
        {
            using var saved = CancellationTokenSource.CreateLinkedTokenSource(cancel, changes.Next());
            try
            {
                if (!await ShowAsync(saved.Token))
                {
                    return ExitCodes.Done;
                }
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                // It was saved.
            }
        }
    }

    /// <summary>One page, or what is wrong with the file; false when the user leaves.</summary>
    private async Task<bool> ShowAsync(CancellationToken saved)
    {
        WizardDefinition wizard;
        try
        {
            wizard = program.Wizards.Load(path);
        }
        catch (ProblemException broken)
        {
            var text = string.Join("\n\n", broken.Problems.Select(problem => problem.ToString()));
            return await ui.DecideAsync(new Decision(T("It has mistakes"), text, T("Read it again"), T("Quit")) { Unsaid = 0 }, saved) == 0;
        }

        if (wizard.Pages.Select((page, index) => (page, index)).FirstOrDefault(one => one.page.Title == _page) is (not null, var same))
        {
            // A page was put in before it, or taken out.
            _index = same;
        }

        var at = Math.Clamp(_index, 0, wizard.Pages.Length - 1);
        var page = wizard.Pages[at];
        (_page, _answers) = (page.Title, Questionnaire.Effective(wizard, Known(wizard)));
        var result = await ui.AskAsync(
            new PageContext { Page = page.Translated(), Answers = _answers, Facts = _facts, Drafts = _drafts, HasBack = at > 0, Position = T($"{at + 1} of {wizard.Pages.Length}") }, saved);
        _answers = result.Answers;
        _index = Step(wizard, at, result.Move);
        _page = _index < wizard.Pages.Length ? wizard.Pages[_index].Title : _page;
        if (result.Move == PageMove.Next && _index >= wizard.Pages.Length)
        {
            await ui.TellAsync(T("The last page"), T("Review, progress and report would follow. Nothing is planned or changed by a preview."), saved);
            _index = at;
            _page = page.Title;
        }

        return result.Move != PageMove.Leave;
    }

    /// <summary>The answers to what is still asked, in a form that its field takes.</summary>
    private AnswerSheet Known(WizardDefinition wizard)
        => _answers.Values.Keys.Where(id => wizard.Field(id) is not { } field || field.Type.Accept(_answers[id], field, out _) is null)
            .Aggregate(_answers, (answers, id) => answers.Without(id));

    /// <summary>The next page that is asked.</summary>
    private int Step(WizardDefinition wizard, int at, PageMove move)
    {
        var direction = move == PageMove.Back ? -1 : 1;
        var next = at + direction;
        while (next >= 0 && next < wizard.Pages.Length && !Questionnaire.IsAsked(wizard.Pages[next], _answers))
        {
            next += direction;
        }

        return Math.Max(0, next);
    }
}
