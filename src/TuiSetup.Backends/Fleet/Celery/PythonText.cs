using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>Values as Python's <c>repr</c> writes them, for messages that Celery's own users read.</summary>
internal static class PythonText
{
    /// <summary>An exception as a result carries it: <c>ValueError('no')</c>.</summary>
    public static string OfException(JToken failure)
        => failure is JObject map
            ? $"{map["exc_type"]}({string.Join(", ", (map["exc_message"] as JArray ?? [map["exc_message"] ?? ""]).Select(Of))})"
            : Of(failure);

    public static string Of(JToken value) => value switch
    {
        JArray list => $"[{string.Join(", ", list.Select(Of))}]",
        JObject map => $"{{{string.Join(", ", map.Properties().Select(property => $"{Quote(property.Name)}: {Of(property.Value)}"))}}}",
        { Type: JTokenType.Null } => "None",
        { Type: JTokenType.Boolean } => (bool)value ? "True" : "False",
        { Type: JTokenType.String } => Quote((string)value!),
        JValue number => string.Create(CultureInfo.InvariantCulture, $"{number.Value}"),
        _ => Quote($"{value}"),
    };

    private static string Quote(string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        foreach (var letter in text)
        {
            quoted.Append(letter switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when letter == quote => $"\\{letter}",
                _ when char.IsControl(letter) => $"\\x{(int)letter:x2}",
                _ => $"{letter}",
            });
        }

        return quoted.Append(quote).ToString();
    }
}
