using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>Operations of a transaction (RFC 7047, 5.2) and the values in them.</summary>
internal static class OvsdbOperations
{
    public static JArray Uuid(string uuid) => ["uuid", uuid];

    public static JArray NamedUuid(string name) => ["named-uuid", name];

    public static JArray Set(IEnumerable<JToken> atoms) => ["set", new JArray(atoms)];

    public static JArray Map(IEnumerable<KeyValuePair<string, string>> entries)
        => ["map", new JArray(entries.Select(entry => new JArray(entry.Key, entry.Value)))];

    public static JObject Select(string table, params string[] columns) => new()
    {
        ["op"] = "select",
        ["table"] = table,
        ["where"] = new JArray(),
        ["columns"] = new JArray(columns),
    };

    public static JObject Insert(string table, string name, JObject row) => new()
    {
        ["op"] = "insert",
        ["table"] = table,
        ["row"] = row,
        ["uuid-name"] = name,
    };

    public static JObject Update(string table, string uuid, JObject row) => new()
    {
        ["op"] = "update",
        ["table"] = table,
        ["where"] = Is(uuid),
        ["row"] = row,
    };

    public static JObject Mutate(string table, string uuid, string column, string mutator, JToken value) => new()
    {
        ["op"] = "mutate",
        ["table"] = table,
        ["where"] = Is(uuid),
        ["mutations"] = Nested(new JArray(column, mutator, value)),
    };

    /// <summary>Fails the transaction unless the row has exactly these values now: no update of someone else gets lost.</summary>
    public static JObject Expect(string table, string uuid, JObject row) => new()
    {
        ["op"] = "wait",
        ["table"] = table,
        ["where"] = Is(uuid),
        ["columns"] = new JArray(row.Properties().Select(property => property.Name)),
        ["until"] = "==",
        ["rows"] = new JArray(row),
        ["timeout"] = 0,
    };

    public static JObject Comment(string text) => new() { ["op"] = "comment", ["comment"] = text };

    private static JArray Is(string uuid) => Nested(new JArray("_uuid", "==", Uuid(uuid)));

    /// <summary>A list of one list; JArray's constructor would copy the inner one.</summary>
    private static JArray Nested(JArray inner) => [inner];
}
