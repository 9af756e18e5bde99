using System.Globalization;
using System.Text;
using TuiSetup.Backends.DBus.Json;

namespace TuiSetup.Backends.DBus.Lines;

/// <summary>Values as programs have them.</summary>
public static class ProgramText
{
    /// <summary>C# of this program's own library: a list of values.</summary>
    public static string CSharp(IReadOnlyList<DBusValue> values)
        => $"BusctlReader.Read({Quote(string.Concat(values.Select(value => value.Signature)))}, [{string.Join(", ", CallLines.Words(values).Select(Quote))}])";

    /// <summary>Python's own values, as python3-dbus and GDBus hand them out: a tuple.</summary>
    public static string Python(IReadOnlyList<DBusValue> values) => values.Count == 0 ? "()" : $"({string.Join(", ", values.Select(Python))},)";

    /// <summary>A text between quotes, as C#, Python and JSON read it.</summary>
    public static string Quote(string text) => DBusJsonWriter.AppendText(new StringBuilder(), text).ToString();

    private static string Python(DBusValue value) => value switch
    {
        DBusVariant variant => Python(variant.Inner),
        DBusBytes bytes => $"b\"{string.Concat(bytes.Data.Select(octet => string.Create(CultureInfo.InvariantCulture, $"\\x{octet:x2}")))}\"",
        DBusArray { Element: ['{', ..] } dictionary => $"{{{string.Join(", ", dictionary.Items.Select(entry => $"{Python(entry.Items[0])}: {Python(entry.Items[1])}"))}}}",
        DBusArray array => $"[{string.Join(", ", array.Elements.Select(Python))}]",
        DBusStruct fields => Python(fields.Fields),
        DBusBasic { Content: string text } => Quote(text),
        DBusBasic { Content: bool truth } => truth ? "True" : "False",
        DBusBasic { Content: double number } => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) is var plain && plain.All(character => char.IsAsciiDigit(character) || character == '-') ? plain + ".0" : plain
            : $"float(\"{(double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf")}\")",
        DBusBasic { Content: Microsoft.Win32.SafeHandles.SafeFileHandle handle } => $"open({Quote(FileHandles.Describe(handle))})",
        DBusBasic basic => Convert.ToString(basic.Content, CultureInfo.InvariantCulture)!,
        _ => "None",
    };
}
