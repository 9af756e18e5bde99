using TuiSetup.Core.Answers;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Wizards;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>How a field is asked by a line, and what the line does to the answers; one kind for each shape of a field.</summary>
internal abstract class FieldPrompt(FieldDefinition field)
{
    protected FieldDefinition Field { get; } = field;

    public static FieldPrompt Create(Prompter prompter, PageContext context, FieldDefinition field, AnswerSheet answers)
    {
        var help = string.Join('\n', new[] { field.Help, context.Page.Help }.Where(part => part.Length > 0));
        return field.Type.Shape switch
        {
            FieldShape.YesNo => new YesNoPrompt(prompter, field, help, FieldAnswers.PresentText(field, answers, context.Facts)),
            FieldShape.Choice => new ChoicePrompt(prompter, field, help, context.ChoicesOf(field), FieldAnswers.Present(field, answers, context.Facts).AsText),
            FieldShape.Choices => new ChoicesPrompt(prompter, field, help, context.ChoicesOf(field), FieldAnswers.Present(field, answers, context.Facts).Texts),
            FieldShape.Assignment => new AssignPrompt(prompter, field, help, context.ChoicesOf(field), context.ValuesOf(field), FieldAnswers.Present(field, answers, context.Facts)),
            FieldShape.Hidden => new LinePrompt(prompter, field, help, answers.Secrets.ContainsKey(field.Id) ? T("as before") : ""),
            _ => new LinePrompt(prompter, field, help, FieldAnswers.PresentText(field, answers, context.Facts)),
        };
    }

    public abstract Task<Reply> AskAsync(CancellationToken cancel);

    /// <summary>Puts a reply, a text or an empty line or nothing, into the answers. False, with the reason, when it cannot be one.</summary>
    public abstract bool TryTake(Reply reply, ref AnswerSheet answers, out string reason);

    /// <summary>What an empty line takes; nothing where an answer is needed.</summary>
    protected string Brackets(string present) => present.Length > 0 ? $" [{present}]" : Field.Required ? "" : " [none]";
}
