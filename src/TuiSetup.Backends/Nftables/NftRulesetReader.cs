using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Nftables;

/// <summary>Reads a ruleset as libnftables-json(5) has it: a flat list of tables, sets, chains and rules.</summary>
internal static class NftRulesetReader
{
    /// <exception cref="NftException">It is not such a list.</exception>
    public static NftRuleset Read(string json)
    {
        try
        {
            var objects = ((JArray)JObject.Parse(json)["nftables"]!).OfType<JObject>().Select(one => one.Properties().First()).ToList();
            return new NftRuleset([.. Of(objects, "table").Select(table => ReadTable(table, objects))]);
        }
        catch (Exception odd) when (odd is Newtonsoft.Json.JsonException or InvalidCastException or NullReferenceException or ArgumentException or FormatException)
        {
            throw new NftException(BackendFailure.Failed, T($"libnftables wrote a ruleset that cannot be read: {odd.Message}"), inner: odd);
        }
    }

    private static NftTable ReadTable(JObject table, List<JProperty> objects)
    {
        var (family, name) = (Text(table, "family"), Text(table, "name"));
        var own = objects.Where(one => one.Value is JObject value && Text(value, "family") == family && Text(value, "table") == name).ToList();
        var rules = Of(own, "rule").Select(rule => (Chain: Text(rule, "chain"), Rule: ReadRule(rule))).ToList();
        return new NftTable(
            family, name,
            [.. Of(own, "set").Select(ReadSet)],
            [.. Of(own, "chain").Select(chain => new NftChain(Text(chain, "name"), ReadHook(chain), [.. rules.Where(rule => rule.Chain == Text(chain, "name")).Select(rule => rule.Rule.Rule)]))],
            [.. Of(own, "flowtable").Select(flow => new NftFlowtable(Text(flow, "name"), Devices(flow["dev"])))])
        {
            IsUnderstood = rules.TrueForAll(rule => rule.Rule.IsUnderstood) && own.TrueForAll(one => one.Name is "set" or "chain" or "rule"),
        };
    }

    private static NftSet ReadSet(JObject set)
        => new(
            Text(set, "name"), set["type"] is JValue type ? (string)type! : set["type"]!.ToString(Newtonsoft.Json.Formatting.None),
            set["flags"]?.Values<string>().Contains("interval") == true,
            [.. (set["elem"] as JArray ?? []).Select(element => NftExpression.Operand(element, out _))]);

    private static NftHook? ReadHook(JObject chain)
        => chain["hook"] is null ? null : new NftHook(Text(chain, "type"), Text(chain, "hook"), (long)chain["prio"]!, chain["policy"] is null ? "accept" : Text(chain, "policy"));

    private static (NftRule Rule, bool IsUnderstood) ReadRule(JObject rule)
    {
        var (words, isUnderstood, counter) = (new List<string>(), true, (JToken?)null);
        foreach (var expression in (JArray)rule["expr"]!)
        {
            words.Add(NftExpression.Statement((JObject)expression, out var known));
            isUnderstood &= known;
            counter ??= expression["counter"] as JObject;
        }

        if (rule["comment"] is { } comment)
        {
            words.Add($"comment \"{comment}\"");
        }

        return (new NftRule(string.Join(' ', words), (long?)counter?["packets"], (long?)counter?["bytes"]), isUnderstood);
    }

    /// <summary>A single device is written without a list.</summary>
    private static ImmutableArray<string> Devices(JToken? devices) => devices is JArray list ? [.. list.Select(device => (string)device!)] : devices is null ? [] : [(string)devices!];

    private static IEnumerable<JObject> Of(List<JProperty> objects, string kind) => objects.Where(one => one.Name == kind).Select(one => (JObject)one.Value);

    private static string Text(JObject from, string key) => (string?)from[key] ?? "";
}
