using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.Pages;

namespace TuiSetup.Explorer;

/// <summary>The fields of a call: one for each argument, how long to wait, and whether the service may ask somebody.</summary>
internal sealed class CallForm
{
    private const int RowsBesideFields = 9, LongestWait = 3600;

    private readonly DBusCall _call;
    private readonly List<ArgumentField> _fields;
    private readonly Entry _timeout = new("25", 6);
    private readonly Checkbox _mayAsk = new(T("the service may ask for authorization"), true);

    public CallForm(DBusCall call, IntrospectedMethod method)
    {
        (_call, _fields) = (call, [.. method.In.Select(argument => new ArgumentField(SafeText.Clean(argument.Name), argument.Type))]);
        Fill(call.Arguments);
        foreach (var field in _fields)
        {
            field.Widget.Changed += () => Changed?.Invoke();
        }
    }

    /// <summary>Raised when an argument was changed.</summary>
    public event Action? Changed;

    /// <summary>The field of a widget; null when it is of none.</summary>
    public ArgumentField? FieldOf(Widget? widget) => _fields.Find(field => field.Widget == widget);

    public Panel Panel(ScreenSize size)
    {
        var rows = new Grid(2, _fields.Count + 2);
        for (var row = 0; row < _fields.Count; row++)
        {
            rows.Set(0, row, _fields[row].Label, right: 1, anchor: Anchor.Left).Set(1, row, _fields[row].Widget, anchor: Anchor.Left);
        }

        rows.Set(0, _fields.Count, new Label(T("Seconds to wait")), right: 1, anchor: Anchor.Left).Set(1, _fields.Count, _timeout, anchor: Anchor.Left)
            .Set(0, _fields.Count + 1, new Label(T("Meanwhile")), right: 1, anchor: Anchor.Left).Set(1, _fields.Count + 1, _mayAsk, anchor: Anchor.Left);
        return new Panel(rows, Math.Max(3, PageMetrics.Rows(size) - RowsBesideFields));
    }

    public void Fill(ImmutableArray<DBusValue> values)
    {
        foreach (var (field, value) in _fields.Zip(values))
        {
            field.Fill(value);
        }
    }

    /// <summary>The call with its arguments.</summary>
    /// <exception cref="FormatException">One is no value of its type.</exception>
    public DBusCall Read() => _call with { Arguments = [.. _fields.Select(field => field.Read())] };

    /// <summary>The call as it is to be made.</summary>
    /// <exception cref="FormatException">An argument is no value of its type, or the time is none.</exception>
    public DBusCall ReadAll() => Read() with
    {
        AllowInteractiveAuthorization = _mayAsk.Value,
        Timeout = double.TryParse(_timeout.Text, CultureInfo.InvariantCulture, out var wait) && wait is > 0 and <= LongestWait
            ? TimeSpan.FromSeconds(wait) : throw new FormatException(T($"'{_timeout.Text}' is no time to wait: 1 to {LongestWait} seconds.")),
    };
}
