using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TuiSetup.Backends.DBus.Lines;

/// <summary>Values in the text format of GVariant, as gdbus(1) takes them, with their types where those are not plain to see.</summary>
public static class GVariantText
{
    public static string Of(DBusValue value) => value switch
    {
        DBusVariant variant => $"<{Of(variant.Inner)}>",
        DBusBytes { Data.IsEmpty: true } => "@ay []",
        DBusBytes bytes => $"[byte {string.Join(", ", bytes.Data.Select(octet => string.Create(CultureInfo.InvariantCulture, $"0x{octet:x2}")))}]",
        DBusArray { Elements.IsEmpty: true } array => $"@{array.Signature} {(array.Element[0] == '{' ? "{}" : "[]")}",
        DBusArray { Element: ['{', ..] } dictionary => $"{{{string.Join(", ", dictionary.Items.Select(entry => $"{Of(entry.Items[0])}: {Of(entry.Items[1])}"))}}}",
        DBusArray array => $"[{string.Join(", ", array.Elements.Select(Of))}]",
        DBusStruct { Fields: [var only] } => $"({Of(only)},)",
        DBusStruct fields => $"({string.Join(", ", fields.Fields.Select(Of))})",
        DBusBasic basic => OfBasic(basic),
        _ => value.ToString(),
    };

    private static string OfBasic(DBusBasic basic) => basic.Content switch
    {
        string text => (basic.Code switch { 'o' => "objectpath ", 'g' => "signature ", _ => "" }) + Quote(text),
        bool truth => truth ? "true" : "false",
        byte number => string.Create(CultureInfo.InvariantCulture, $"byte 0x{number:x2}"),
        short number => string.Create(CultureInfo.InvariantCulture, $"int16 {number}"),
        ushort number => string.Create(CultureInfo.InvariantCulture, $"uint16 {number}"),
        int number => number.ToString(CultureInfo.InvariantCulture),
        uint number => string.Create(CultureInfo.InvariantCulture, $"uint32 {number}"),
        long number => string.Create(CultureInfo.InvariantCulture, $"int64 {number}"),
        ulong number => string.Create(CultureInfo.InvariantCulture, $"uint64 {number}"),
        double number => string.Create(CultureInfo.InvariantCulture, $"{number:R}") is var text && text.All(character => char.IsAsciiDigit(character) || character == '-') ? text + ".0" : text,
        SafeFileHandle => "handle 0",
        _ => "",
    };

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var character in text)
        {
            _ = character switch
            {
                '\'' or '\\' => quoted.Append('\\').Append(character),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted.Append("\\r"),
                < ' ' or '\x7f' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('\'').ToString();
    }
}
