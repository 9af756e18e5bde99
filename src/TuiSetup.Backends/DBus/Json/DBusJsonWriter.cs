using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TuiSetup.Backends.DBus.Json;

/// <summary>
/// Writes values as <c>busctl --json=short</c> does: <c>{"type":"as","data":["a"]}</c>. A dictionary is an object; its
/// keys are texts whatever their type. What a terminal could take as a command is escaped, so the text is safe to show
/// and exact to read. Numbers that JSON has not are null; a file descriptor is what it is open on.
/// </summary>
public static class DBusJsonWriter
{
    /// <summary>The body of a message: its signature, and a list of its values.</summary>
    public static string Message(IReadOnlyList<DBusValue> body)
    {
        var text = new StringBuilder();
        AppendMessage(text, body);
        return text.ToString();
    }

    /// <summary>One value with its type.</summary>
    public static string Typed(DBusValue value)
    {
        var text = new StringBuilder();
        AppendTyped(text, value);
        return text.ToString();
    }

    public static void AppendMessage(StringBuilder text, IReadOnlyList<DBusValue> body)
    {
        text.Append("{\"type\":\"").AppendJoin("", body.Select(value => value.Signature)).Append("\",\"data\":");
        AppendList(text, body);
        text.Append('}');
    }

    public static void AppendTyped(StringBuilder text, DBusValue value)
    {
        text.Append("{\"type\":\"").Append(value.Signature).Append("\",\"data\":");
        Append(text, value);
        text.Append('}');
    }

    /// <summary>A text between quotes.</summary>
    public static StringBuilder AppendText(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var character in content)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                _ when NeedsEscape(character) => text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(character),
            };
        }

        return text.Append('"');
    }

    private static bool NeedsEscape(char character)
        => character < ' ' || (character >= '\x7f' && CharUnicodeInfo.GetUnicodeCategory(character)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static void Append(StringBuilder text, DBusValue value)
    {
        switch (value)
        {
            case DBusVariant variant:
                AppendTyped(text, variant.Inner);
                break;
            case DBusBytes bytes:
                text.Append('[').AppendJoin(',', bytes.Data).Append(']');
                break;
            case DBusArray { Element: ['{', ..] } dictionary:
                AppendDictionary(text, dictionary);
                break;
            case DBusArray array:
                AppendList(text, array.Elements);
                break;
            case DBusStruct fields:
                AppendList(text, fields.Fields);
                break;
            case DBusBasic basic:
                AppendBasic(text, basic);
                break;
        }
    }

    private static void AppendList(StringBuilder text, IReadOnlyList<DBusValue> values)
    {
        text.Append('[');
        for (var index = 0; index < values.Count; index++)
        {
            Append(index > 0 ? text.Append(',') : text, values[index]);
        }

        text.Append(']');
    }

    private static void AppendDictionary(StringBuilder text, DBusArray dictionary)
    {
        text.Append('{');
        var first = true;
        foreach (var entry in dictionary.Elements.OfType<DBusEntry>())
        {
            AppendText(first ? text : text.Append(','), KeyOf(entry.Key)).Append(':');
            Append(text, entry.Value);
            first = false;
        }

        text.Append('}');
    }

    private static string KeyOf(DBusValue key) => key.AsText ?? key.ToString();

    private static void AppendBasic(StringBuilder text, DBusBasic basic)
    {
        _ = basic.Content switch
        {
            string content => AppendText(text, content),
            bool truth => text.Append(truth ? "true" : "false"),
            double number => text.Append(double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "null"),
            SafeFileHandle handle => AppendText(text, FileHandles.Describe(handle)),
            var number => text.Append(CultureInfo.InvariantCulture, $"{number}"),
        };
    }
}
