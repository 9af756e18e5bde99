using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch;

/// <summary>Makes sure that the database has the columns that are used here; old releases lack some.</summary>
internal static class OvsSchema
{
    private static readonly (string Table, string Column)[] Needed =
    [
        ("Open_vSwitch", "next_cfg"), ("Bridge", "mirrors"), ("Bridge", "flood_vlans"), ("Port", "tag"), ("Port", "trunks"), ("Port", "protected"),
        ("Interface", "ofport"), ("Mirror", "select_vlan"), ("Mirror", "output_vlan"), ("Mirror", "snaplen"), ("Mirror", "statistics"),
    ];

    public static async Task CheckAsync(OvsdbClient client, CancellationToken cancel)
    {
        var schema = await client.GetSchemaAsync(cancel);
        var missing = Needed.Where(need => schema["tables"]?[need.Table]?["columns"]?[need.Column] is not JObject)
            .Select(need => $"{need.Table}.{need.Column}").ToList();
        if (missing.Count > 0)
        {
            throw new BackendException(
                BackendFailure.Failed,
                T($"This Open vSwitch has schema {schema["version"]}, which lacks {string.Join(", ", missing)}. A newer Open vSwitch is needed; 2.8 has them all."));
        }
    }
}
