using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Pages;

/// <summary>The way between one question and the answers, however it is asked.</summary>
internal static class FieldAnswers
{
    /// <summary>What stands there before the user says anything: the answer so far, else what the target has, else the default.</summary>
    public static Value Present(FieldDefinition field, AnswerSheet answers, Facts? facts)
        => answers.Has(field.Id) ? answers[field.Id]
            : facts?.Present(field.Id, answers) is { IsNothing: false } there ? there
            : Questionnaire.DefaultOf(field, answers);

    /// <summary>The same as one would type it; empty for nothing, and never a secret.</summary>
    public static string PresentText(FieldDefinition field, AnswerSheet answers, Facts? facts)
        => field.Type.Shape != FieldShape.Hidden && Present(field, answers, facts) is { IsNothing: false } value ? field.Type.Format(value) : "";

    /// <summary>Puts what was typed into the answers. False, with the reason, when it cannot be one.</summary>
    public static bool TryTake(FieldDefinition field, string text, ref AnswerSheet answers, out string reason)
    {
        reason = "";
        if (text.Length == 0)
        {
            answers = answers.Without(field.Id);
            return true;
        }

        if (field.Type.Shape == FieldShape.Hidden)
        {
            answers = answers.With(field.Id, new Secret(text));
            return true;
        }

        if (field.Type.Parse(text, field, out reason) is not { } value)
        {
            return false;
        }

        answers = answers.With(field.Id, value);
        return true;
    }

    /// <summary>Puts a chosen entry into the answers; null and an empty one are no answer.</summary>
    public static AnswerSheet Choose(FieldDefinition field, string? chosen, AnswerSheet answers)
        => string.IsNullOrEmpty(chosen) ? answers.Without(field.Id) : answers.With(field.Id, Value.Of(chosen));

    /// <summary>Puts what was given to entries into the answers.</summary>
    public static AnswerSheet Assign(FieldDefinition field, IReadOnlyDictionary<string, string> assigned, AnswerSheet answers)
        => answers.With(field.Id, Value.Map(assigned.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, Value.Of(entry.Value)))));

    /// <summary>Puts chosen entries into the answers.</summary>
    public static AnswerSheet Choose(FieldDefinition field, IEnumerable<string> chosen, AnswerSheet answers)
        => answers.With(field.Id, Value.List(chosen));
}
