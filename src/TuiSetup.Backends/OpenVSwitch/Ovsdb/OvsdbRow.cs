using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>Columns of one row in OVSDB's JSON (RFC 7047, 5.1). A set of one value is written as that value.</summary>
internal sealed class OvsdbRow(JObject row)
{
    public string Uuid => Uuids("_uuid")[0];

    public string Text(string column) => Texts(column) is [var text, ..] ? text : "";

    public bool Flag(string column) => Set(column) is [JValue { Value: bool flag }, ..] && flag;

    public long? Number(string column) => Set(column) is [JValue { Value: long number }, ..] ? number : null;

    public IReadOnlyList<string> Texts(string column) => [.. Set(column).Where(atom => atom.Type == JTokenType.String).Select(atom => (string)atom!)];

    public IReadOnlyList<long> Numbers(string column) => [.. Set(column).Where(atom => atom.Type == JTokenType.Integer).Select(atom => (long)atom)];

    public IReadOnlyList<string> Uuids(string column)
        => [.. Set(column).OfType<JArray>().Where(atom => atom.Count == 2 && (string?)atom[0] == "uuid").Select(atom => (string)atom[1]!)];

    public IReadOnlyDictionary<string, string> Map(string column)
        => row[column] is JArray pair && pair.Count == 2 && (string?)pair[0] == "map"
            ? pair[1].ToDictionary(entry => entry[0]!.ToString(), entry => entry[1]!.ToString(), StringComparer.Ordinal)
            : new Dictionary<string, string>();

    private IReadOnlyList<JToken> Set(string column) => row[column] switch
    {
        null => [],
        JArray array when array.Count == 2 && array[0].Type == JTokenType.String && (string?)array[0] == "set" => [.. array[1]],
        var atom => [atom],
    };
}
