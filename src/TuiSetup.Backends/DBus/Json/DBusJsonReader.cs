using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.DBus.Json;

/// <summary>
/// Reads arguments from JSON by their signature: a list with one item for each complete type. Arrays and structs are
/// lists, dictionaries objects; a variant is <c>{"type":"s","data":"x"}</c>, as busctl and <see cref="DBusJsonWriter"/>
/// write it, or a plain text, truth or whole number (int32, else int64), or fraction. A file descriptor is the path of
/// a file to read.
/// </summary>
public static class DBusJsonReader
{
    /// <exception cref="FormatException">It is no JSON, or does not fit; the message says where.</exception>
    public static IReadOnlyList<DBusValue> Read(string signature, string json)
    {
        var types = DBusType.ParseAll(signature);
        var token = Parse(json);
        if (token is not JArray list)
        {
            throw Wrong("", T("the arguments must be a list, one item for each type of the signature"));
        }

        return list.Count == types.Length
            ? [.. types.Select((type, index) => Read(type, list[index], $"[{index}]"))]
            : throw Wrong("", T($"there are {list.Count} arguments, and the signature '{signature}' has {types.Length} types"));
    }

    /// <summary>One value of a type.</summary>
    /// <exception cref="FormatException">It is no JSON, or does not fit.</exception>
    public static DBusValue ReadOne(string signature, string json) => Read(DBusType.Parse(signature), Parse(json), "");

    private static JToken Parse(string json)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, MaxDepth = 128, FloatParseHandling = FloatParseHandling.Double };
            var token = JToken.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            return reader.Read() ? throw new FormatException(T("There is more after the end of the JSON value.")) : token;
        }
        catch (JsonException broken)
        {
            throw new FormatException(T($"That is not JSON: {broken.Message}"));
        }
    }

    private static DBusValue Read(DBusType type, JToken token, string place) => type.Code switch
    {
        'a' when type.IsDictionary => ReadDictionary(type.Parts[0], token, place),
        'a' when type.Parts[0].Code == 'y' => new DBusBytes([.. ListOf(token, place).Select((item, index) => (byte)((DBusBasic)Read(type.Parts[0], item, $"{place}[{index}]")).Content)]),
        'a' => new DBusArray(type.Parts[0].Signature, [.. ListOf(token, place).Select((item, index) => Read(type.Parts[0], item, $"{place}[{index}]"))]),
        'r' => ReadStruct(type, ListOf(token, place), place),
        'v' => DBusValue.Variant(ReadVariant(token, place)),
        _ => ReadBasic(type.Code, token, place),
    };

    private static JArray ListOf(JToken token, string place) => token as JArray ?? throw Wrong(place, T($"a list is needed, not {Describe(token)}"));

    private static DBusStruct ReadStruct(DBusType type, JArray list, string place)
        => list.Count == type.Parts.Length
            ? new DBusStruct([.. type.Parts.Select((part, index) => Read(part, list[index], $"{place}[{index}]"))])
            : throw Wrong(place, T($"a struct {type} has {type.Parts.Length} fields, not {list.Count}"));

    private static DBusArray ReadDictionary(DBusType entry, JToken token, string place)
        => token is JObject map
            ? new DBusArray(entry.Signature, [.. map.Properties().Select(property => new DBusEntry(
                ReadBasic(entry.Parts[0].Code, KeyToken(entry.Parts[0].Code, property.Name), $"{place}.{property.Name}"),
                Read(entry.Parts[1], property.Value, $"{place}.{property.Name}")))])
            : throw Wrong(place, T($"an object is needed, not {Describe(token)}"));

    /// <summary>Keys are texts in JSON, whatever they are on the wire.</summary>
    private static JValue KeyToken(char code, string key)
        => code is 's' or 'o' or 'g' or 'h' ? new JValue(key)
            : code == 'b' ? new JValue(key is "true" || (key is "false" ? false : throw new FormatException(T($"The key '{key}' is neither true nor false."))))
            : code == 'd' && double.TryParse(key, CultureInfo.InvariantCulture, out var fraction) ? new JValue(fraction)
            : BigInteger.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new JValue(number)
            : new JValue(key);

    private static DBusValue ReadVariant(JToken token, string place) => token switch
    {
        JObject map when map.Count == 2 && map["type"] is JValue { Value: string signature } && map["data"] is { } data
            => DBusType.TryParseAll(signature, out var types, out _) && types is [var only] ? Read(only, data, place) : throw Wrong(place, T($"'{signature}' is not the signature of one type")),
        JValue { Value: string text } => DBusValue.Of(text),
        JValue { Value: bool truth } => DBusValue.Of(truth),
        JValue { Value: long number } => number is >= int.MinValue and <= int.MaxValue ? DBusValue.Of((int)number) : DBusValue.Of(number),
        JValue { Value: double fraction } => DBusValue.Of(fraction),
        _ => throw Wrong(place, T("a variant needs its type: {\"type\": \"as\", \"data\": [\"a\"]}")),
    };

    private static DBusBasic ReadBasic(char code, JToken token, string place)
    {
        try
        {
            return (code, (token as JValue)?.Value) switch
            {
                ('s', string text) => DBusValue.Of(text),
                ('o', string text) when BusNames.IsObjectPath(text) => DBusValue.Path(text),
                ('g', string text) when DBusType.TryParseAll(text, out _, out _) => DBusValue.TypeSignature(text),
                ('h', string path) => DBusValue.Handle(FileHandles.Open(path)),
                ('b', bool truth) => DBusValue.Of(truth),
                ('d', double number) => DBusValue.Of(number),
                ('d', long number) => DBusValue.Of((double)number),
                ('d', string word) when word is "nan" or "inf" or "-inf" => DBusValue.Of(word == "nan" ? double.NaN : word == "inf" ? double.PositiveInfinity : double.NegativeInfinity),
                (_, long number) => Number(code, number),
                (_, BigInteger number) => Number(code, number),
                _ => throw Wrong(place, T($"{Describe(token)} is not a value of type {code}")),
            };
        }
        catch (OverflowException)
        {
            throw Wrong(place, T($"{token} is too large for type {code}"));
        }
        catch (FormatException failed) when (code == 'h')
        {
            throw Wrong(place, failed.Message.TrimEnd('.', '。'));
        }

        DBusBasic Number(char kind, BigInteger number) => kind switch
        {
            'y' => DBusValue.Of((byte)number),
            'n' => DBusValue.Of((short)number),
            'q' => DBusValue.Of((ushort)number),
            'i' => DBusValue.Of((int)number),
            'u' => DBusValue.Of((uint)number),
            'x' => DBusValue.Of((long)number),
            't' => DBusValue.Of((ulong)number),
            'd' => DBusValue.Of((double)number),
            _ => throw Wrong(place, T($"a number is not a value of type {kind}")),
        };
    }

    private static string Describe(JToken token) => token.Type switch
    {
        JTokenType.Object => T("an object"),
        JTokenType.Array => T("a list"),
        JTokenType.Null => "null",
        _ => $"'{token}'",
    };

    private static FormatException Wrong(string place, string what) => new(place.Length == 0 ? T($"In the JSON {what}.") : T($"In the JSON at {place}: {what}."));
}
