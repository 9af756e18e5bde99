using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Problems;

namespace TuiSetup.Core.Json;

/// <summary>
/// Reads one JSON object by its known keys. Each mistake becomes a problem with file, line and column; keys that
/// nobody asked for are reported by <see cref="End"/>.
/// </summary>
public sealed class JsonMap(JObject map, string file, ICollection<Problem> problems)
{
    private readonly HashSet<string> _known = [];

    public string Place => PlaceOf(map);

    public IEnumerable<string> Keys => map.Properties().Select(property => property.Name);

    public JToken? Token(string key)
    {
        _known.Add(key);
        return map[key] is { Type: not JTokenType.Null } token ? token : null;
    }

    public string? Text(string key, bool required = false)
    {
        var token = Token(key);
        if (token is null)
        {
            if (required)
            {
                Report(map, T($"'{key}' is missing."), T("Add it, as a text."));
            }

            return null;
        }

        if (token.Type == JTokenType.String)
        {
            return (string)token!;
        }

        Report(token, T($"'{key}' must be a text, not {Kind(token)}."), T("Put it between quotes."));
        return null;
    }

    public bool? Truth(string key) => Typed(key, JTokenType.Boolean, T("true or false")) is { } token ? (bool)token : null;

    public long? Number(string key)
        => Typed(key, JTokenType.Integer, T("a whole number")) is JValue { Value: long number } ? number : null;

    /// <summary>A number that may have a fraction.</summary>
    public double? Fraction(string key)
    {
        if (Token(key) is not { } token || token.Type is JTokenType.Integer or JTokenType.Float)
        {
            return (double?)Token(key);
        }

        Report(token, T($"'{key}' must be a number, not {Kind(token)}."), T("Correct it."));
        return null;
    }

    /// <summary>An object in this one.</summary>
    public JsonMap? Map(string key) => Typed(key, JTokenType.Object, T("an object")) is JObject inner ? new JsonMap(inner, file, problems) : null;

    /// <summary>The objects of a list, each with its own reader.</summary>
    public IReadOnlyList<JsonMap> Maps(string key, bool required = false)
    {
        var token = Token(key);
        if (token is null)
        {
            if (required)
            {
                Report(map, T($"'{key}' is missing."), T("Add it, as a list of objects."));
            }

            return [];
        }

        if (token is not JArray list)
        {
            Report(token, T($"'{key}' must be a list, not {Kind(token)}."), T("Put it between [ and ]."));
            return [];
        }

        var maps = new List<JsonMap>();
        foreach (var item in list)
        {
            if (item is JObject inner)
            {
                maps.Add(new JsonMap(inner, file, problems));
            }
            else
            {
                Report(item, T($"an item of '{key}' must be an object, not {Kind(item)}."), T("Put it between { and }."));
            }
        }

        return maps;
    }

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Token(key) is not { } token)
        {
            return [];
        }

        if (token is not JArray list || list.Any(item => item.Type != JTokenType.String))
        {
            Report(token, T($"'{key}' must be a list of texts."), T("Put the texts between quotes, and all of them between [ and ]."));
            return [];
        }

        return [.. list.Select(item => (string)item!)];
    }

    public void Report(string key, string message, string remedy) => Report(map[key] ?? map, message, remedy);

    public void Report(JToken token, string message, string remedy)
        => problems.Add(new Problem { Severity = Severity.Error, Place = PlaceOf(token), Message = message, Remedy = remedy });

    /// <summary>Reports the keys that mean nothing here.</summary>
    public void End()
    {
        foreach (var property in map.Properties().Where(property => !_known.Contains(property.Name) && property.Name != "$schema"))
        {
            Report(property, T($"'{property.Name}' is not known here."), T($"The keys here are {string.Join(", ", _known.Order(StringComparer.Ordinal))}."));
        }
    }

    public static string Kind(JToken token) => token.Type switch
    {
        JTokenType.Object => T("an object"),
        JTokenType.Array => T("a list"),
        JTokenType.String => T("a text"),
        JTokenType.Boolean => T("true or false"),
        JTokenType.Integer => T("a number"),
        JTokenType.Float => T("a fraction"),
        _ => "null",
    };

    private JToken? Typed(string key, JTokenType type, string expected)
    {
        if (Token(key) is not { } token || token.Type == type)
        {
            return Token(key);
        }

        Report(token, T($"'{key}' must be {expected}, not {Kind(token)}."), T("Correct it."));
        return null;
    }

    private string PlaceOf(JToken token)
        => token is IJsonLineInfo line && line.HasLineInfo() ? $"{file}:{line.LineNumber}:{line.LinePosition}" : file;
}
