using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>
/// One argument of a call: a line to type a basic value in, or a button that opens the list of a container's parts.
/// </summary>
internal sealed class ArgumentField
{
    private const int ShownValue = 40;

    private readonly Entry? _entry;
    private DBusValue? _value;

    public ArgumentField(string name, DBusType type)
    {
        (Type, Label) = (type, new Label($"{(name.Length > 0 ? name + " " : "")}{type.Signature}", 18));
        if (type.Code == 'b')
        {
            Widget = new Checkbox("yes", false);
        }
        else if (type.IsBasic)
        {
            Widget = _entry = new Entry("", 44);
        }
        else
        {
            _value = EmptyValue.Of(type);
            Widget = new Button(Shown);
        }
    }

    public DBusType Type { get; }

    public Label Label { get; }

    /// <summary>What is typed into, or pressed.</summary>
    public Widget Widget { get; private set; }

    /// <summary>Whether its value is made in a window of its own.</summary>
    public bool IsContainer => Widget is Button;

    private string Shown => ShortValue.Of(_value!, ShownValue) is var text && text.Length > 0 ? text : "(empty)";

    /// <exception cref="FormatException">What was typed is no value of the type.</exception>
    public DBusValue Read()
        => Widget is Checkbox box ? DBusValue.Of(box.Value)
            : _entry is null ? _value!
            : BusctlReader.Read(Type.Signature, [_entry.Text])[0];

    /// <summary>Puts a value in; a value of another type is left out.</summary>
    public void Fill(DBusValue value)
    {
        if (value.Signature != Type.Signature)
        {
            return;
        }

        switch (Widget)
        {
            case Checkbox box:
                box.State = value.AsTruth == true ? '*' : ' ';
                break;
            case Entry entry:
                entry.Text = Backends.DBus.Lines.CallLines.Words([value])[0];
                break;
            default:
                _value = value;
                Widget = new Button(Shown);
                break;
        }
    }
}
