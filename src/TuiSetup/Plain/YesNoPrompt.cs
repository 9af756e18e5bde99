using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>Yes or no; unsaid it is no.</summary>
internal sealed class YesNoPrompt(Prompter prompter, FieldDefinition field, string help, string present) : FieldPrompt(field)
{
    private readonly string _present = present.Length > 0 ? present : "no";

    public override Task<Reply> AskAsync(CancellationToken cancel) => prompter.AskAsync(T($"{Field.Label}, yes or no{Brackets(_present)}:"), help, cancel);

    public override bool TryTake(Reply reply, ref AnswerSheet answers, out string reason)
        => FieldAnswers.TryTake(Field, reply.Kind switch { ReplyKind.Keep => _present, ReplyKind.Nothing => "no", _ => reply.Text }, ref answers, out reason);
}
