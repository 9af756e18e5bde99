using System.Text;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.Backends.DBus.Json;

namespace TuiSetup.Commands.DBus;

/// <summary>
/// An object as one JSON document: <c>path</c>, and <c>interfaces</c> with <c>name</c>, <c>methods</c>,
/// <c>properties</c> and <c>signals</c>. A property has its <c>value</c> with its type, or its <c>error</c>.
/// </summary>
internal static class DescribedJson
{
    public static string Of(DescribedObject found)
    {
        var text = Text(new StringBuilder("{"), "path", found.Path);
        List(text, ",\"interfaces\":", found.Interfaces, (to, one) =>
        {
            Text(to, "name", one.Info.Name);
            Flags(to, MemberFlags.Of(one.Info));
            List(to, ",\"methods\":", one.Info.Methods, Method);
            List(to, ",\"properties\":", one.Properties, (row, property) => Property(row, property, one.Info));
            List(to, ",\"signals\":", one.Info.Signals, (row, signal) =>
            {
                Text(row, "name", signal.Name);
                Arguments(row, "arguments", signal.Arguments);
                Flags(row, MemberFlags.Of(signal));
            });
        });
        return text.Append('}').ToString();
    }

    private static void Method(StringBuilder text, IntrospectedMethod method)
    {
        Text(text, "name", method.Name);
        Arguments(text, "in", method.In);
        Arguments(text, "out", method.Out);
        Flags(text, MemberFlags.Of(method));
    }

    private static void Property(StringBuilder text, DescribedProperty property, IntrospectedInterface one)
    {
        Text(text, "name", property.Info.Name);
        Text(text.Append(','), "type", property.Info.Type.Signature);
        Text(text.Append(','), "access", (property.Info.CanRead ? "read" : "") + (property.Info.CanWrite ? "write" : ""));
        Flags(text, MemberFlags.Of(property.Info, one));
        if (property.Value is { } value)
        {
            DBusJsonWriter.AppendTyped(text.Append(",\"value\":"), value);
        }
        else if (property.Error is { } error)
        {
            Text(Text(text.Append(",\"error\":{"), "name", error.Name ?? "").Append(','), "message", error.Message).Append('}');
        }
    }

    private static void Arguments(StringBuilder text, string key, IEnumerable<IntrospectedArgument> arguments)
        => List(text, $",\"{key}\":", arguments, (to, argument) => Text(Text(to, "name", argument.Name).Append(','), "type", argument.Type.Signature));

    private static void Flags(StringBuilder text, IEnumerable<string> flags) => text.Append(",\"flags\":[").AppendJoin(',', flags.Select(flag => $"\"{flag}\"")).Append(']');

    private static StringBuilder Text(StringBuilder text, string key, string value) => DBusJsonWriter.AppendText(text.Append('"').Append(key).Append("\":"), value);

    private static void List<T>(StringBuilder text, string before, IEnumerable<T> items, Action<StringBuilder, T> write)
    {
        text.Append(before).Append('[');
        var first = true;
        foreach (var item in items)
        {
            write(text.Append(first ? "{" : ",{"), item);
            text.Append('}');
            first = false;
        }

        text.Append(']');
    }
}
