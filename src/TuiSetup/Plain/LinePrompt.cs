using TuiSetup.Core.Answers;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Wizards;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>A text, or a secret, which is typed unseen.</summary>
internal sealed class LinePrompt(Prompter prompter, FieldDefinition field, string help, string present) : FieldPrompt(field)
{
    private bool IsHidden => Field.Type.Shape == FieldShape.Hidden;

    public override Task<Reply> AskAsync(CancellationToken cancel)
        => prompter.AskAsync($"{Field.Label}{(IsHidden ? T(" (not shown)") : "")}{Brackets(present)}:", help, cancel, hidden: IsHidden);

    public override bool TryTake(Reply reply, ref AnswerSheet answers, out string reason)
    {
        reason = "";
        return reply.Kind switch
        {
            ReplyKind.Keep when IsHidden => true,
            ReplyKind.Keep => FieldAnswers.TryTake(Field, present, ref answers, out reason),
            ReplyKind.Nothing => FieldAnswers.TryTake(Field, "", ref answers, out reason),
            _ => FieldAnswers.TryTake(Field, reply.Text, ref answers, out reason),
        };
    }
}
