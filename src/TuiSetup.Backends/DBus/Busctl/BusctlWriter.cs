using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TuiSetup.Backends.DBus.Busctl;

/// <summary>Writes values as busctl(1) prints them: the signature, then each value, texts between quotes.</summary>
public static class BusctlWriter
{
    public static string Write(IReadOnlyList<DBusValue> values)
    {
        var text = new StringBuilder(string.Concat(values.Select(value => value.Signature)));
        foreach (var value in values)
        {
            Append(text, value);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, DBusValue value)
    {
        switch (value)
        {
            case DBusVariant variant:
                text.Append(' ').Append(variant.Inner.Signature);
                Append(text, variant.Inner);
                break;
            case DBusArray array:
                text.Append(' ').Append(array.Elements.Length);
                AppendAll(text, array.Elements);
                break;
            case DBusBytes bytes:
                text.Append(' ').Append(bytes.Data.Length);
                foreach (var octet in bytes.Data)
                {
                    text.Append(' ').Append(octet);
                }

                break;
            case DBusBasic basic:
                text.Append(' ').Append(OfBasic(basic));
                break;
            default:
                AppendAll(text, value.Items);
                break;
        }
    }

    private static void AppendAll(StringBuilder text, IEnumerable<DBusValue> values)
    {
        foreach (var value in values)
        {
            Append(text, value);
        }
    }

    private static string OfBasic(DBusBasic basic) => basic.Content switch
    {
        string text => Quote(text),
        bool truth => truth ? "true" : "false",
        SafeFileHandle handle => handle.DangerousGetHandle().ToString(CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) ? "nan" : double.IsInfinity(number) ? (number > 0 ? "inf" : "-inf") : number.ToString("R", CultureInfo.InvariantCulture),
        var number => Convert.ToString(number, CultureInfo.InvariantCulture)!,
    };

    /// <summary>C's own escapes; other control characters in octal.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\x7f' => "\\" + Convert.ToString(character, 8).PadLeft(3, '0'),
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
