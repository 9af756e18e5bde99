using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>Any entries of a numbered list. What is answered takes the place of what was chosen before.</summary>
internal sealed class ChoicesPrompt : FieldPrompt
{
    private readonly Prompter _prompter;
    private readonly ListPrompt _prompt;
    private readonly NumberedList _list;
    private readonly string _help;
    private readonly IReadOnlyList<int> _present;

    public ChoicesPrompt(Prompter prompter, FieldDefinition field, string help, IReadOnlyList<Choice> choices, IEnumerable<string> present)
        : base(field)
    {
        _prompter = prompter;
        _help = (help + T("\nSeveral are written as 1,3-5 or by name.")).TrimStart();
        _list = NumberedList.Of(choices);
        _present = [.. present.Select(_list.IndexOfValue).Where(index => index >= 0).Order()];
        _prompt = new ListPrompt(prompter, _list, _present.Contains);
    }

    public override Task<Reply> AskAsync(CancellationToken cancel)
        => _prompt.AskAsync(T($"{Field.Label}, several as 1,3-5 [{Names(_present)}]:"), _help, cancel);

    public override bool TryTake(Reply reply, ref AnswerSheet answers, out string reason)
    {
        reason = "";
        var chosen = reply.Kind switch
        {
            ReplyKind.Keep => _present,
            ReplyKind.Nothing => [],
            _ => _list.FindAll(reply.Text, out reason),
        };
        if (chosen is null)
        {
            return false;
        }

        _prompter.Out.Print($"{Field.Label}: {Names(chosen)}");
        if (_list.Count > 0)
        {
            answers = FieldAnswers.Choose(Field, chosen.Select(index => _list[index].Value), answers);
        }

        return true;
    }

    private string Names(IReadOnlyList<int> indices) => indices.Count == 0 ? T("none") : string.Join(", ", indices.Select(index => _list[index].Name));
}
