using Newtonsoft.Json.Linq;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Json;

/// <summary><see cref="Value"/> as JSON and back.</summary>
public static class ValueJson
{
    public static JToken Write(Value value) => value switch
    {
        Value.TruthValue truth => new JValue(truth.Truth),
        Value.NumberValue number => new JValue(number.Number),
        Value.TextValue text => new JValue(text.Text),
        Value.ListValue list => new JArray(list.Items.Select(Write)),
        Value.MapValue map => new JObject(map.Entries.Select(entry => new JProperty(entry.Key, Write(entry.Value)))),
        _ => JValue.CreateNull(),
    };

    /// <summary>Reads any JSON but fractions, which no system here has. Null where there is one.</summary>
    public static Value? Read(JToken token) => token.Type switch
    {
        JTokenType.Null => Value.Nothing,
        JTokenType.Boolean => Value.Of((bool)token),
        JTokenType.Integer when ((JValue)token).Value is long number => Value.Of(number),
        JTokenType.String => Value.Of((string)token!),
        JTokenType.Array => token.Select(Read).ToList() is var items && items.All(item => item is not null)
            ? Value.List(items!) : null,
        JTokenType.Object => ((JObject)token).Properties().Select(property => (property.Name, Read(property.Value))).ToList() is var entries
            && entries.All(entry => entry.Item2 is not null)
            ? Value.Map(entries!) : null,
        _ => null,
    };
}
