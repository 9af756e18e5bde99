using System.Globalization;
using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Nftables;

/// <summary>
/// Puts statements of libnftables-json(5) into the words of nft(8). What our tables use comes back as it was written;
/// anything else comes back as the JSON that it is, and is not understood.
/// </summary>
internal static class NftExpression
{
    public static string Statement(JObject statement, out bool isUnderstood)
    {
        var (name, value) = (statement.Properties().First().Name, statement.Properties().First().Value);
        isUnderstood = true;
        switch (name, value)
        {
            case ("match", JObject match):
                return Match(match, out isUnderstood);
            case ("accept" or "drop" or "return" or "continue", _):
                return name;
            case ("reject", { Type: JTokenType.Null }):
                return name;
            case ("goto" or "jump", _) when (string?)value["target"] is { } target:
                return $"{name} {target}";
            case ("counter", JObject):
                return "counter";
            case ("limit", JObject limit) when limit.Properties().All(one => one.Name is "rate" or "burst" or "per"):
                return $"limit rate {limit["rate"]}/{limit["per"]} burst {limit["burst"]} packets";
            case ("log", JObject log) when log.Properties().All(one => one.Name == "prefix"):
                return $"log prefix \"{log["prefix"]}\"";
            default:
                isUnderstood = false;
                return statement.ToString(Formatting.None);
        }
    }

    /// <summary>What stands on a side of a match, or in a set.</summary>
    public static string Operand(JToken operand, out bool isUnderstood)
    {
        isUnderstood = true;
        switch (operand)
        {
            case JValue { Type: JTokenType.String or JTokenType.Integer } value:
                return Plain(value.ToString(CultureInfo.InvariantCulture));
            case JArray list when list.All(item => item is JValue):
                return string.Join(',', list.Select(item => (string)item!));
            case JObject { Count: 1 } one when one["prefix"] is JObject prefix:
                return $"{Plain((string)prefix["addr"]!)}/{prefix["len"]}";
            case JObject { Count: 1 } one when one["range"] is JArray { Count: 2 } range:
                return $"{Plain((string)range[0]!)}-{Plain((string)range[1]!)}";
            case JObject { Count: 1 } one when one["set"] is JArray set:
                var (items, known) = (new List<string>(), true);
                foreach (var item in set)
                {
                    items.Add(Operand(item, out var isKnown));
                    known &= isKnown;
                }

                isUnderstood = known;
                return $"{{ {string.Join(", ", items.OrderBy(FirstNumber).ThenBy(item => item, StringComparer.Ordinal))} }}";
            default:
                isUnderstood = false;
                return operand.ToString(Formatting.None);
        }
    }

    private static string Match(JObject match, out bool isUnderstood)
    {
        var (operation, left) = ((string?)match["op"], match["left"] as JObject);
        if (left is { Count: 1 } && left["&"] is JArray { Count: 2 } masked && masked[0] is JObject field && Flags(masked[1]) is { Count: > 0 } flags)
        {
            isUnderstood = operation is "==" or "!=" && field["payload"]?["field"] is not null && match["right"] is JValue { Type: JTokenType.String };
            return $"{field["payload"]?["protocol"]} {field["payload"]?["field"]} & ({string.Join(" | ", flags)}) {operation} {match["right"]}";
        }

        var subject = left switch
        {
            { Count: 1 } when left["payload"] is JObject { Count: 3 } raw && raw["base"] is not null => $"@{raw["base"]},{raw["offset"]},{raw["len"]}",
            { Count: 1 } when left["meta"] is JObject { Count: 1 } meta => (string?)meta["key"] switch
            {
                "iifname" or "oifname" => (string)meta["key"]!,
                { } key => "meta " + key,
                _ => null,
            },
            { Count: 1 } when left["payload"] is JObject { Count: 2 } payload && payload["field"] is not null => $"{payload["protocol"]} {payload["field"]}",
            { Count: 1 } when left["ct"] is JObject { Count: 1 } tracked => $"ct {tracked["key"]}",
            _ => null,
        };
        isUnderstood = subject is not null && operation is "==" or "!=" or "in" && match["right"] is not null;
        if (!isUnderstood)
        {
            return match.ToString(Formatting.None);
        }

        var value = Operand(match["right"]!, out isUnderstood);
        value = subject is "iifname" or "oifname" ? $"\"{value}\"" : subject!.StartsWith('@') ? string.Join('-', value.Split('-').Select(Hex)) : value;
        return operation == "!=" ? $"{subject} != {value}" : $"{subject} {value}";
    }

    /// <summary>Some IPv6 addresses can be written in two ways; ours is that of the platform.</summary>
    private static string Plain(string value) => value.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(value, out var address) ? address.ToString() : value;

    /// <summary>Flags of a mask, which some versions write as a list and some as an expression.</summary>
    private static List<string> Flags(JToken mask) => mask switch
    {
        JArray list when list.All(item => item.Type == JTokenType.String) => [.. list.Select(item => (string)item!)],
        JObject { Count: 1 } either when either["|"] is JArray parts => [.. parts.SelectMany(Flags)],
        JValue { Type: JTokenType.String } flag => [(string)flag!],
        _ => [],
    };

    /// <summary>Long numbers come as they are, short ones in decimal.</summary>
    private static string Hex(string number) => ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var small) ? $"0x{small:x}" : number;

    /// <summary>The kernel keeps the ports of a set in no order.</summary>
    private static int FirstNumber(string item) => int.TryParse(item.Split('-')[0], out var number) ? number : int.MaxValue;
}
