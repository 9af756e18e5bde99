using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text with labels and lines to type in, at the places that the script gives; more of them than rows scroll.</summary>
internal sealed class FormBox : Box
{
    private readonly BoxButtons _buttons;
    private readonly ImmutableArray<Entry> _entries;

    public FormBox(BoxRequest request)
        : base(request)
    {
        _buttons = new BoxButtons(request);
        _entries = [.. request.Fields.Select(EntryFor)];
    }

    protected override BoxAnswer Answer
    {
        get
        {
            var values = Typed(one => one.IsAnswer).Select(pair => pair.Entry.Text).ToImmutableArray();
            return new BoxAnswer(string.Concat(values.Select(value => value + (Request.Options.OutputSeparator ?? "\n")))) { Values = values };
        }
    }

    protected override BoxButtons? Buttons => _buttons;

    protected override IReadOnlyList<TypedField> Fields
        => [.. Typed(one => one.CanBeTyped).Select(pair => new TypedField(pair.Field.Label, pair.Entry.Text, pair.Entry))];

    public override BoxRequest Resume(BoxEnd end)
        => Request with { Fields = [.. Typed(_ => true).Select(pair => pair.Field.IsPassword ? pair.Field : pair.Field with { Text = pair.Entry.Text })] };

    public override Placement Arrange(BoxSize size)
    {
        var (text, rowBelow) = TextAbove.Make(Request, size, size.ListHeight + 3);
        var room = Math.Max(1, size.Columns - 4);
        var content = new Placement(room - (Request.ListRows > size.ListHeight ? 2 : 0), Request.ListRows);
        foreach (var (field, entry) in Typed(_ => true))
        {
            content.Add(new Label(SafeText.Clean(field.Label)), field.LabelColumn, field.LabelRow);
            var width = Math.Min(field.Width, Math.Max(1, content.Width - field.Column));
            entry.SetWidth(width);
            content.Add(field.CanBeTyped ? entry : FixedText(field, width), field.Column, field.Row);
        }

        var panel = new Panel(content, size.ListHeight);
        return _buttons.AddTo(new Placement(size.Columns, size.Rows).Add(text, 1, 0).Add(panel, 2, rowBelow), size);
    }

    private IEnumerable<(FormField Field, Entry Entry)> Typed(Func<FormField, bool> which) => Request.Fields.Zip(_entries).Where(pair => which(pair.First));

    /// <summary>What cannot be changed shows its start.</summary>
    private static Label FixedText(FormField field, int width)
    {
        var text = SafeText.Clean(field.Text);
        return new Label(field.IsPassword ? new string('*', TextWidth.Of(text)) : text, width, field.IsFixed ? Role.DisEntry : Role.Label);
    }

    private static Entry EntryFor(FormField field)
    {
        Entry? entry = null;
        return entry = new Entry(field.Text, field.Width, field.IsPassword ? EntryMode.Password : EntryMode.Plain)
        {
            ReturnExit = true,
            Filter = field.MaxLength == 0 ? null : (key, _) => key.Code == KeyCode.Character && IsFull(entry!, field.MaxLength) ? null : key,
        };
    }

    private static bool IsFull(Entry entry, int maxLength) => new StringInfo(entry.Text).LengthInTextElements >= maxLength;
}
