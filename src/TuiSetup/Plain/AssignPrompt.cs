using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>Entries of a numbered list that are given something, a line for each time; an empty line is the end.</summary>
internal sealed class AssignPrompt : FieldPrompt
{
    private readonly Prompter _prompter;
    private readonly NumberedList _entries, _values;
    private readonly string _help;
    private readonly Dictionary<string, string> _assigned;
    private readonly ListPrompt _prompt;

    public AssignPrompt(Prompter prompter, FieldDefinition field, string help, IReadOnlyList<Choice> entries, IReadOnlyList<Choice> values, Value present)
        : base(field)
    {
        _prompter = prompter;
        _assigned = present.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()!);
        _entries = NumberedList.Of(entries.Select(entry => entry with { Detail = Given(entry.Value) is { } given ? $"{given}  {entry.Detail}" : entry.Detail }));
        _values = NumberedList.Of(values);
        var possible = values.Select(value => $"  {value.Label}: {value.Detail}").Append(T($"  {AssignPage.Nothing}: none of these"));
        _help = T($"{help}\nEntries, an equals sign, and what they are given, such as 1,3-5 = {(values.Count > 0 ? values[0].Label : AssignPage.Nothing)}:\n{string.Join('\n', possible)}").TrimStart();
        _prompt = new ListPrompt(prompter, _entries);
    }

    /// <summary>Comes back with what was given to all of them, as one line.</summary>
    public override async Task<Reply> AskAsync(CancellationToken cancel)
    {
        _prompter.Out.Print(T($"Each can be {string.Join(", ", Enumerable.Range(0, _values.Count).Select(index => _values[index].Name))} or {AssignPage.Nothing}."));
        while (true)
        {
            var reply = await _prompt.AskAsync(T($"{Field.Label}, as 1,3-5 = {(_values.Count > 0 ? _values[0].Name : AssignPage.Nothing)}; an empty line when done:"), _help, cancel);
            if (reply.Kind != ReplyKind.Text)
            {
                return reply;
            }

            if (TryGive(reply.Text, out var reason))
            {
                _prompter.Out.Print(reason);
            }
            else
            {
                _prompter.Refuse(reason);
            }
        }
    }

    public override bool TryTake(Reply reply, ref AnswerSheet answers, out string reason)
    {
        reason = "";
        if (reply.Kind == ReplyKind.Nothing)
        {
            _assigned.Clear();
        }

        answers = FieldAnswers.Assign(Field, _assigned, answers);
        return true;
    }

    private bool TryGive(string text, out string told)
    {
        if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [var which, { Length: > 0 } what])
        {
            told = T("an equals sign must stand between the entries and what they are given.");
            return false;
        }

        told = "";
        var clears = ((string[])[AssignPage.Nothing, Texts.Current.OriginalOf(AssignPage.Nothing)]).Contains(what, StringComparer.OrdinalIgnoreCase);
        var value = clears ? -1 : _values.Find(what, out told);
        if ((value < 0 && !clears) || _entries.FindAll(which, out told) is not { } chosen)
        {
            return false;
        }

        foreach (var entry in chosen.Select(at => _entries[at].Value))
        {
            _assigned.Remove(entry);
            if (!clears)
            {
                _assigned[entry] = _values[value].Value;
            }
        }

        told = $"{string.Join(", ", chosen.Select(at => _entries[at].Name))}: {(clears ? AssignPage.Nothing : _values[value].Name)}";
        return true;
    }

    private string? Given(string entry) => _assigned.GetValueOrDefault(entry);
}
