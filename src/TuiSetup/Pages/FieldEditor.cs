using TuiSetup.Core.Answers;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Pages;

/// <summary>The widget of one field in a form, and the way between it and the answers.</summary>
internal sealed class FieldEditor
{
    private readonly Func<string> _read;

    private FieldEditor(FieldDefinition field, Widget widget, Func<string> read)
    {
        Field = field;
        Widget = widget;
        _read = read;
    }

    public FieldDefinition Field { get; }

    public Widget Widget { get; }

    /// <summary>Whether the label stands in the widget itself.</summary>
    public bool IsLabelled => Field.Type.Shape == FieldShape.YesNo;

    public static FieldEditor Create(FieldDefinition field, PageContext context)
    {
        var value = FieldAnswers.Present(field, context.Answers, context.Facts);
        if (field.Type.Shape == FieldShape.YesNo)
        {
            var checkbox = new Checkbox(field.Label, value.AsTruth ?? false);
            return new FieldEditor(field, checkbox, () => checkbox.Value ? "yes" : "no");
        }

        if (field.Type.Shape == FieldShape.Choice)
        {
            return CreateChoice(field, context, value);
        }

        var text = field.Type.Shape == FieldShape.Hidden
            ? context.Answers.Secrets.GetValueOrDefault(field.Id)?.Reveal() ?? ""
            : context.Drafts.GetValueOrDefault(field.Id) ?? FieldAnswers.PresentText(field, context.Answers, context.Facts);
        var entry = new Entry(text, 20, field.Type.Shape == FieldShape.Hidden ? EntryMode.Password : EntryMode.Plain);
        return new FieldEditor(field, entry, () => entry.Text);
    }

    /// <summary>Fits a line to type in to the room beside its label.</summary>
    public void Fit(int width) => (Widget as Entry)?.SetWidth(width);

    /// <summary>
    /// Puts what the widget holds into the answers. False, with the reason, when it cannot be one; the text is kept
    /// as a draft.
    /// </summary>
    public bool TryRead(ref AnswerSheet answers, Dictionary<string, string> drafts, out string reason)
    {
        var text = _read();
        drafts.Remove(Field.Id);
        if (FieldAnswers.TryTake(Field, text, ref answers, out reason))
        {
            return true;
        }

        drafts[Field.Id] = text;
        return false;
    }

    private static FieldEditor CreateChoice(FieldDefinition field, PageContext context, Value value)
    {
        var choices = context.ChoicesOf(field).Select(choice => new ListItem<string>(choice.Value, choice.Label)).ToList();
        if (!field.Required)
        {
            choices.Insert(0, new ListItem<string>("", T("(none)")));
        }

        var list = new Listbox<string>(choices, 4);
        list.MoveTo(Math.Max(0, choices.FindIndex(choice => choice.Value == value.AsText)));
        return new FieldEditor(field, list, () => list.Current ?? "");
    }
}
