using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;
using TuiSetup.Flow;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>A page of a wizard as one question after the other; those that depend on others come and go with the answers.</summary>
internal sealed class PlainPage(PlainUi ui, Prompter prompter, PageContext context)
{
    /// <param name="again">Whether it has just been asked.</param>
    /// <param name="fromEnd">Whether one comes back from the page after it, to its last question.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<PageResult> AskAsync(bool again, bool fromEnd, CancellationToken cancel)
    {
        prompter.Out.Print(again ? "" : $"\n{context.Title}");
        if (context.Text.Length > 0 && !again)
        {
            prompter.Out.Print(context.Text);
        }

        var answers = context.Answers;
        var at = fromEnd ? Last(context.Page.Fields.Length, answers) : Next(-1, answers);
        while (at >= 0 && at < context.Page.Fields.Length)
        {
            var result = await new FieldQuestion(prompter, context, context.Page.Fields[at]).AskAsync(answers, cancel);
            answers = result.Answers;
            switch (result.Move)
            {
                case PageMove.Next:
                    at = Next(at, answers);
                    break;
                case PageMove.Leave when await ui.IsLeavingAsync(answers, cancel):
                    return new PageResult(PageMove.Leave, answers);
                case PageMove.Back when Last(at, answers) is >= 0 and var before:
                    at = before;
                    break;
                case PageMove.Back when context.HasBack:
                    return new PageResult(PageMove.Back, answers);
                case PageMove.Back:
                    prompter.Out.Print(T("This is the first question; there is nothing to go back to."));
                    break;
            }
        }

        return context.Page.Fields.IsEmpty ? await GoOnAsync(answers, cancel) : new PageResult(PageMove.Next, answers);
    }

    /// <summary>A page that asks nothing is read, and gone on from.</summary>
    private async Task<PageResult> GoOnAsync(AnswerSheet answers, CancellationToken cancel)
    {
        while (true)
        {
            var reply = await prompter.AskAsync(T("Enter to go on:"), context.Page.Help, cancel);
            switch (reply.Kind)
            {
                case ReplyKind.Back when context.HasBack:
                    return new PageResult(PageMove.Back, answers);
                case ReplyKind.Leave when await ui.IsLeavingAsync(answers, cancel):
                    return new PageResult(PageMove.Leave, answers);
                case ReplyKind.Keep:
                    return new PageResult(PageMove.Next, answers);
            }
        }
    }

    private int Next(int at, AnswerSheet answers)
    {
        do
        {
            at++;
        }
        while (at < context.Page.Fields.Length && !IsAsked(context.Page.Fields[at], answers));

        return at;
    }

    /// <summary>The last question before one, or -1.</summary>
    private int Last(int before, AnswerSheet answers)
    {
        do
        {
            before--;
        }
        while (before >= 0 && !IsAsked(context.Page.Fields[before], answers));

        return before;
    }

    private static bool IsAsked(FieldDefinition field, AnswerSheet answers) => Questionnaire.IsAsked(field, answers);
}
