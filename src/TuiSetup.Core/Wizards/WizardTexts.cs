namespace TuiSetup.Core.Wizards;

/// <summary>The texts of a wizard in the language in use. Its file is in English, and so are ids and values.</summary>
public static class WizardTexts
{
    /// <summary>A page as it is shown.</summary>
    public static PageDefinition Translated(this PageDefinition page) => page with
    {
        Title = T(page.Title),
        Text = T(page.Text),
        Help = T(page.Help),
        Fields = [.. page.Fields.Select(Translated)],
    };

    private static FieldDefinition Translated(FieldDefinition field) => field with
    {
        Label = T(field.Label),
        Help = T(field.Help),
        Choices = [.. field.Choices.Select(choice => choice with { Label = T(choice.Label), Detail = T(choice.Detail) })],
    };
}
