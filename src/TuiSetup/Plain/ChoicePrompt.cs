using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>One entry of a numbered list.</summary>
internal sealed class ChoicePrompt : FieldPrompt
{
    private readonly Prompter _prompter;
    private readonly ListPrompt _prompt;
    private readonly NumberedList _list;
    private readonly string _help;

    /// <summary>What an empty line takes; -1 is nothing.</summary>
    private readonly int _present;

    public ChoicePrompt(Prompter prompter, FieldDefinition field, string help, IReadOnlyList<Choice> choices, string? present)
        : base(field)
    {
        _prompter = prompter;
        _help = help;
        _list = NumberedList.Of(choices);
        _present = _list.IndexOfValue(present);
        if (_present < 0 && field.Required && choices.Count > 0)
        {
            // As in a window, where a mark stands on the first one.
            _present = 0;
        }

        _prompt = new ListPrompt(prompter, _list);
    }

    public override Task<Reply> AskAsync(CancellationToken cancel)
        => _prompt.AskAsync($"{Field.Label}{Brackets(_present >= 0 ? _list[_present].Name : "")}:", _help, cancel);

    public override bool TryTake(Reply reply, ref AnswerSheet answers, out string reason)
    {
        reason = "";
        var index = reply.Kind switch
        {
            ReplyKind.Keep => _present,
            ReplyKind.Nothing => -1,
            _ => _list.Find(reply.Text, out reason),
        };
        if (reason.Length > 0)
        {
            return false;
        }

        if (index >= 0 && reply.Text != _list[index].Name)
        {
            _prompter.Out.Print($"{Field.Label}: {_list[index].Name}");
        }

        answers = FieldAnswers.Choose(Field, index >= 0 ? _list[index].Value : null, answers);
        return true;
    }
}
