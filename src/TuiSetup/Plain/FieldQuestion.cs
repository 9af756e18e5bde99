using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;
using TuiSetup.Flow;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>One question of a page, asked until its answer can be taken.</summary>
internal sealed class FieldQuestion(Prompter prompter, PageContext context, FieldDefinition field)
{
    public async Task<PageResult> AskAsync(AnswerSheet before, CancellationToken cancel)
    {
        var prompt = FieldPrompt.Create(prompter, context, field, before);
        while (true)
        {
            var reply = await prompt.AskAsync(cancel);
            if (reply.Kind is ReplyKind.Back or ReplyKind.Leave)
            {
                return new PageResult(reply.Kind == ReplyKind.Back ? PageMove.Back : PageMove.Leave, before);
            }

            var answers = before;
            if (!prompt.TryTake(reply, ref answers, out var reason))
            {
                prompter.Refuse(reason);
            }
            else if (Questionnaire.Check(field, answers) is { } problem)
            {
                prompter.Refuse(Telling.Sentence(problem));
            }
            else
            {
                return new PageResult(PageMove.Next, answers);
            }
        }
    }
}
