using Newtonsoft.Json.Linq;

namespace TuiSetup.Core.Probes;

/// <summary>A report of probes as JSON.</summary>
public static class ProbeJson
{
    public static JObject Write(ProbeReport report) => new()
    {
        ["asPromised"] = report.IsAsPromised,
        ["unasked"] = report.Unasked,
        ["remark"] = report.Remark,
        ["hosts"] = new JArray(report.Hosts.Select(host => new JObject
        {
            ["name"] = host.Name,
            ["role"] = host.Role,
            ["address"] = host.Address,
            ["address6"] = host.Address6,
            ["missing"] = host.Missing,
        })),
        ["pairs"] = new JArray(report.Pairs.Select(Write)),
    };

    private static JObject Write(ProbePair pair) => new()
    {
        ["from"] = pair.From,
        ["to"] = pair.To,
        ["promised"] = pair.IsPromised,
        ["measured"] = pair.IsMeasured ? pair.IsReached : null,
        ["asPromised"] = pair.IsMeasured ? pair.IsAsPromised : null,
        ["probes"] = new JObject(pair.Found.Select(finding => new JProperty(finding.Protocol.ToLowerInvariant(), finding.Passage.ToString().ToLowerInvariant()))),
    };
}
