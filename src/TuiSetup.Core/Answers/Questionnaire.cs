using TuiSetup.Core.Fields;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Answers;

/// <summary>What a wizard asks, given what was answered so far. Screens and answer files go by the same rules.</summary>
public static class Questionnaire
{
    public static bool IsAsked(PageDefinition page, AnswerSheet answers) => page.When?.Holds(answers) ?? true;

    public static bool IsAsked(FieldDefinition field, AnswerSheet answers) => field.When?.Holds(answers) ?? true;

    /// <summary>The fields that are asked, in order.</summary>
    public static IEnumerable<FieldDefinition> Asked(WizardDefinition wizard, AnswerSheet answers)
        => wizard.Pages.Where(page => IsAsked(page, answers)).SelectMany(page => page.Fields).Where(field => IsAsked(field, answers));

    /// <summary>The default of a field with earlier answers put in; nothing when it has none.</summary>
    public static Value DefaultOf(FieldDefinition field, AnswerSheet answers)
        => field.Default.AsText is { } text ? Value.Of(Template.Expand(text, answers)) : field.Default;

    /// <summary>
    /// The answers as the pages would have given them: unanswered questions take their defaults,
    /// and what is not asked is not there.
    /// </summary>
    public static AnswerSheet Complete(WizardDefinition wizard, AnswerSheet answers)
    {
        answers = WithConstants(wizard, answers);
        foreach (var page in wizard.Pages)
        {
            var pageAsked = IsAsked(page, answers);
            foreach (var field in page.Fields)
            {
                if (!pageAsked || !IsAsked(field, answers))
                {
                    answers = answers.Without(field.Id);
                }
                else if (!answers.Has(field.Id))
                {
                    answers = answers.With(field.Id, DefaultOf(field, answers));
                }
            }
        }

        return answers;
    }

    /// <summary>The answers without those that are not asked; unanswered questions stay open.</summary>
    public static AnswerSheet Effective(WizardDefinition wizard, AnswerSheet answers)
    {
        answers = WithConstants(wizard, answers);
        foreach (var page in wizard.Pages)
        {
            var pageAsked = IsAsked(page, answers);
            foreach (var field in page.Fields.Where(field => !pageAsked || !IsAsked(field, answers)))
            {
                answers = answers.Without(field.Id);
            }
        }

        return answers;
    }

    /// <summary>What is wrong with one answer by its field alone.</summary>
    public static Problem? Check(FieldDefinition field, AnswerSheet answers)
    {
        if (answers.Secrets.ContainsKey(field.Id))
        {
            return null;
        }

        var value = answers[field.Id];
        if (value.IsNothing || value.AsText == "" || (field.Type.IsList && value.Items.IsEmpty))
        {
            return field.Required ? Problem.Error(field.Id, T($"{T(field.Label)}: an answer is needed."), Remedy(field)) : null;
        }

        return field.Type is not SecretType && field.Type.Accept(value, field, out var reason) is null
            ? Problem.Error(field.Id, reason, Remedy(field))
            : null;
    }

    /// <summary>Everything that is wrong with the answers by the wizard file alone. They must be complete.</summary>
    public static IReadOnlyList<Problem> Check(WizardDefinition wizard, AnswerSheet answers)
        => [.. Asked(wizard, answers).Select(field => Check(field, answers)).OfType<Problem>()];

    private static AnswerSheet WithConstants(WizardDefinition wizard, AnswerSheet answers)
        => wizard.Constants.Aggregate(answers, (sheet, constant) => sheet.With(constant.Key, constant.Value));

    private static string Remedy(FieldDefinition field) => field.Type switch
    {
        ChoiceType when field.From is not null => T("Choose one of the list."),
        ChoicesType => T("Choose at least one."),
        _ => T("Enter it."),
    };
}
