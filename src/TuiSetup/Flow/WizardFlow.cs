using TuiSetup.Commands;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>A wizard's pages in order, back and forth, with every answer kept; then review, progress and report.</summary>
internal sealed class WizardFlow(Composition program, IUserInterface ui, RunRequest request)
{
    private readonly WizardDefinition _wizard = request.Wizard;
    private readonly IBackend _backend = program.Backends[request.Wizard.Backend];
    private readonly Dictionary<string, string> _drafts = [];
    private AnswerSheet _answers = request.Batch is [var given, ..] ? given : AnswerSheet.Empty;
    private readonly HashSet<PageDefinition> _givenPages = [.. GivenPages(request)];
    private Facts? _facts;

    /// <summary>Runs to the end; the result is the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        // Answers from a file lead straight to the review; Back leads into the pages.
        var index = request.Batch.Count > 0 && !_wizard.AsksMissing ? _wizard.Pages.Length : Step(-1, 1);
        while (true)
        {
            if (index < 0)
            {
                return ExitCodes.Cancelled;
            }

            if (index < _wizard.Pages.Length)
            {
                switch (await ShowPageAsync(_wizard.Pages[index], cancel))
                {
                    case PageMove.Leave:
                        return ExitCodes.Cancelled;
                    case PageMove.Back:
                        index = Step(index, -1);
                        _givenPages.Clear();
                        break;
                    default:
                        index = await IsGoodAsync(_wizard.Pages[index], cancel) ? Step(index, 1) : index;
                        break;
                }

                continue;
            }

            if (await ReviewAsync(cancel) is { } code)
            {
                return code;
            }

            _givenPages.Clear();
            index = Step(index, -1);
        }
    }

    /// <summary>The pages that the answer file answers already; they need not be asked. Going back shows them all the same.</summary>
    private static IEnumerable<PageDefinition> GivenPages(RunRequest request)
        => request.Batch is [var given, ..] && request.Wizard.AsksMissing
            ? request.Wizard.Pages.Where(page => page.Fields.Any(field => given.Has(field.Id)) && page.Fields.All(field =>
                given.Has(field.Id) || !field.Required || !Questionnaire.IsAsked(field, given)))
            : [];

    /// <summary>The next page that is asked, in a direction; the number of pages stands for the review.</summary>
    private int Step(int index, int direction)
    {
        do
        {
            index += direction;
        }
        while (index >= 0 && index < _wizard.Pages.Length && !IsShown(_wizard.Pages[index]));

        return index;
    }

    private bool IsShown(PageDefinition page)
        => !_givenPages.Contains(page) && Questionnaire.IsAsked(page, _answers) && (page.Fields.IsEmpty || page.Fields.Any(field => Questionnaire.IsAsked(field, _answers)));

    private async Task<PageMove> ShowPageAsync(PageDefinition page, CancellationToken cancel)
    {
        if (page.Fields.Any(field => field.From is not null || _backend.Vocabulary.Current.Contains(field.Id)) && !await ReadFactsAsync(cancel))
        {
            return PageMove.Back;
        }

        var result = await ui.AskAsync(
            new PageContext
            {
                Page = page.Translated(),
                Answers = _answers,
                Facts = _facts,
                Drafts = _drafts,
                HasBack = Step(_wizard.Pages.IndexOf(page), -1) >= 0,
                Position = Position(page),
            },
            cancel);
        _answers = Follow(_answers, result.Answers);
        if (page.Fields.FirstOrDefault(field => field.IsLanguage) is { } locale && _answers[locale.Id].AsText is { } chosen)
        {
            program.Languages.Follow(chosen, program.Variable);
        }

        return result.Move;
    }

    /// <summary>What a page took over from the target, and nobody changed, goes when the target's own value is another one by now.</summary>
    private AnswerSheet Follow(AnswerSheet before, AnswerSheet after)
        => _facts is not { } facts ? after : _wizard.Fields
            .Where(field => after.Has(field.Id) && after[field.Id] == before[field.Id]
                && facts.Present(field.Id, before) is { IsNothing: false } was && was == after[field.Id] && facts.Present(field.Id, after) != was)
            .Aggregate(after, (answers, field) => answers.Without(field.Id));

    /// <summary>Pages that will be shown as the answers are now, and the review.</summary>
    private string Position(PageDefinition? page)
    {
        var shown = _wizard.Pages.Where(one => one == page || IsShown(one)).ToList();
        return T($"{(page is null ? shown.Count : shown.IndexOf(page)) + 1} of {shown.Count + 1}");
    }

    /// <summary>Whether what was answered on the page holds on the target; shows what does not.</summary>
    private async Task<bool> IsGoodAsync(PageDefinition page, CancellationToken cancel)
    {
        if (!await ReadFactsAsync(cancel))
        {
            return false;
        }

        var effective = Questionnaire.Effective(_wizard, _answers);
        var problems = (await _backend.ValidateAsync([effective], _facts!, cancel))
            .Where(problem => page.Fields.Any(field => field.Id == problem.Field) && !Planning.IsConfirmed(problem, [effective]))
            .ToList();
        return await CorrectAsync(problems, cancel);
    }

    /// <summary>A danger is accepted by typing its phrase, not by a key that was pressed once too often.</summary>
    private async Task<bool> ConfirmAsync(Problem problem, CancellationToken cancel)
    {
        var typed = await ui.EnterAsync(T("Are you sure?"), T($"{problem.Message}\n\nType {problem.Phrase} to do it all the same."), cancel);
        if (typed is null)
        {
            return false;
        }

        if (typed != problem.Phrase)
        {
            await ui.TellAsync(T("Not confirmed"), T($"That was not '{problem.Phrase}'."), cancel);
            return false;
        }

        _answers = _answers.WithConfirmed(typed);
        return true;
    }

    private async Task<bool> ReadFactsAsync(CancellationToken cancel)
    {
        try
        {
            var answers = Questionnaire.Effective(_wizard, _answers);
            _facts = await ui.BusyAsync(T($"Reading {T(_wizard.Title).TrimEnd('.', '。')}..."), (progress, stop) => _backend.ReadAsync(answers, progress, stop).AsTask(), cancel);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception failed) when (failed is BackendException or ProblemException)
        {
            await ui.TellAsync(T("It cannot be read"), failed.Message, cancel);
            return false;
        }
    }

    /// <summary>The exit code, or null to go back to the pages.</summary>
    private async Task<int?> ReviewAsync(CancellationToken cancel)
    {
        if (!await ReadFactsAsync(cancel))
        {
            return null;
        }

        var answers = Questionnaire.Complete(_wizard, Questionnaire.Effective(_wizard, _answers));
        var (plan, problems) = await Planning.MakeAsync(_backend, _wizard, [answers], _facts!, cancel);
        if (plan is null)
        {
            return await CorrectAsync(problems, cancel) ? await ReviewAsync(cancel) : null;
        }

        switch (await ui.ReviewAsync(plan, problems, T($"Review ({Position(null)})"), cancel))
        {
            case PageMove.Back:
                return null;
            case PageMove.Leave:
                return await ui.IsLeavingAsync(answers, cancel) ? ExitCodes.Cancelled : await ReviewAsync(cancel);
        }

        if (request.Record is { } record)
        {
            AnswerFileWriter.Write(record, _wizard, [answers]);
        }

        var fleet = new FleetFlow(program, ui);
        if (fleet.IsOffered && await fleet.OfferAsync(plan, !answers.Secrets.IsEmpty, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        var code = plan.ChangesNothing ? ExitCodes.Done : await new PlanFlow(program, ui).ApplyAsync(plan, cancel);
        if (code == ExitCodes.Done)
        {
            request.Done?.Invoke();
        }

        return code == ExitCodes.Done && !_wizard.Next.IsEmpty ? await new NextFlow(program, ui).OfferAsync(_wizard, cancel) : code;
    }

    /// <summary>Shows what is wrong; true when nothing is, or all of it could be confirmed.</summary>
    private async Task<bool> CorrectAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        if (problems.Where(problem => problem.Severity == Severity.Error).ToList() is { Count: > 0 } errors)
        {
            await ui.TellAsync(errors, cancel);
            return false;
        }

        foreach (var problem in problems.Where(problem => problem.Severity == Severity.Confirm))
        {
            if (!await ConfirmAsync(problem, cancel))
            {
                return false;
            }
        }

        return true;
    }
}
