using Newtonsoft.Json.Linq;

namespace TuiSetup.Tests.Program.VSphere;

/// <summary>Holds what pyvmomi reads against each step of a plan file, field by field.</summary>
internal static class PlanReading
{
    private static readonly (string, string)[] Roles = [("ports", "portKey"), ("uplinks", "uplinkPortName"), ("vlans", "vlans"), ("addresses", "ipAddress")];

    public static void AssertSame(JObject plan, JObject read)
    {
        foreach (var step in plan["steps"]!)
        {
            var (said, found) = (Said(step), Found(step, read));
            Assert.True(said == found, $"{step["id"]}: the plan says {said}, and pyvmomi reads {found}");
        }
    }

    private static string Said(JToken step)
    {
        if ((string?)step["operation"] != "mirror")
        {
            return Text((JObject)step["after"]!);
        }

        var will = (JObject)step["arguments"]!["will"]!.DeepClone();
        will.Remove("key");
        return Text(will);
    }

    private static string Found(JToken step, JObject read)
    {
        var arguments = step["arguments"]!;
        var name = (string?)arguments["name"] ?? "";
        return (string?)step["operation"] switch
        {
            "pvlan-map" => Text(new JObject
            {
                ["entries"] = new JArray(read["switches"]!["DSwitch"]!["pvlan"]!.Select(entry => $"{entry[0]}/{entry[1]} {entry[2]}")
                    .OrderBy(entry => step["after"]!["entries"]!.Select(said => (string?)said).ToList().IndexOf(entry))),
            }),
            "portgroup" => Text(Portgroup(read["portgroups"]![name]!)),
            "nic" => Text(Card(read["cards"]![Key((string)step["target"]!)]!)),
            "mirror" => Text(Session(read["switches"]!["DSwitch"]!["sessions"]!.Single(session => (string?)session["name"] == name))),
            "standard-portgroup" => Text(Standard(read["hosts"]![((string)step["target"]!).Split(' ')[^1]]![name]!)),
            var other => $"a step of the kind {other}",
        };
    }

    private static JObject Portgroup(JToken group) => new()
    {
        ["type"] = group["type"],
        ["vlan"] = group["pvlan"] is { } pvlan ? $"pvlan {pvlan}"
            : group["trunk"] is { } trunk ? $"trunk {string.Join(",", trunk.Select(range => (int)range[0]! == (int)range[1]! ? $"{range[0]}" : $"{range[0]}-{range[1]}"))}"
            : $"{group["vlan"]}",
        ["listening"] = (bool)group["promiscuous"]! ? "promiscuous" : (bool)group["macLearning"]! ? "macLearning" : "none",
        ["forgedTransmits"] = group["forged"],
    };

    private static JObject Card(JToken card) => new() { ["network"] = card["network"], ["macAddress"] = card["mac"], ["connected"] = card["connected"] };

    private static JObject Standard(JToken group) => new() { ["vlanId"] = group["vlan"], ["vswitchName"] = group["switch"], ["allowPromiscuous"] = group["promiscuous"] };

    private static JObject Session(JToken session)
    {
        var found = new JObject();
        foreach (var (field, name) in ((string, string)[])
        [
            ("name", "name"), ("description", "description"), ("enabled", "enabled"), ("sent", "sourcePortTransmitted"), ("received", "sourcePortReceived"),
            ("destination", "destinationPort"), ("vlan", "encapsulationVlanId"), ("strip", "stripOriginalVlan"), ("length", "mirroredPacketLength"),
            ("normal", "normalTrafficAllowed"), ("type", "sessionType"), ("sampling", "samplingRate"), ("encap", "encapType"), ("erspanId", "erspanId"),
            ("cos", "erspanCOS"), ("nanoseconds", "erspanGraNanosec"),
        ])
        {
            if (session[field] is JObject role)
            {
                found[name] = new JObject(Roles
                    .Where(kind => role[kind.Item1]!.Any()).Select(kind => new JProperty(kind.Item2, new JArray(role[kind.Item1]!.Select(item => $"{item}")))));
            }
            else if (session[field] is { Type: not JTokenType.Null } value)
            {
                found[name] = value.Type == JTokenType.Boolean ? ((bool)value ? "true" : "false") : $"{value}";
            }
        }

        return found;
    }

    /// <summary>"Card relay/Network adapter 2" is relay's device 4001.</summary>
    private static string Key(string target)
    {
        var words = target["Card ".Length..].Split("/Network adapter ");
        return $"{words[0]}/{4000 + (words.Length > 1 ? int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) - 1 : 0)}";
    }

    private static string Text(JObject map) => new JObject(map.Properties().Where(field => field.Value.Type != JTokenType.Null)
        .OrderBy(field => field.Name, StringComparer.Ordinal)).ToString(Newtonsoft.Json.Formatting.None);
}
