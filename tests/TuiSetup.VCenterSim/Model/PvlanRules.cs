using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>What vCenter accepts of a PVLAN map.</summary>
internal static class PvlanRules
{
    private const string Property = "spec.pvlanConfigSpec";

    /// <summary>The map after some operations in their order.</summary>
    public static List<PvlanEntry> Apply(Dvs dvs, IEnumerable<(string Operation, PvlanEntry Entry)> operations)
    {
        var map = dvs.Pvlans.ToList();
        foreach (var (operation, entry) in operations)
        {
            switch (operation)
            {
                case "add":
                    Check(map, entry);
                    map.Add(entry);
                    break;
                case "remove":
                    if (!map.Remove(entry))
                    {
                        throw SimFault.Argument(Property);
                    }

                    CheckUnused(dvs, map, entry);
                    break;
                default:
                    // "edit" is in the schema's documentation as not supported.
                    throw SimFault.Argument(Property);
            }
        }

        return map;
    }

    private static void Check(List<PvlanEntry> map, PvlanEntry entry)
    {
        var good = entry is { Primary: > 0 and < 4095, Secondary: > 0 and < 4095 } && entry.Type switch
        {
            "promiscuous" => entry.Primary == entry.Secondary && map.All(other => other.Secondary != entry.Secondary),
            "isolated" => IsFreeSecondary(map, entry) && !map.Exists(other => other.Primary == entry.Primary && other.Type == "isolated"),
            "community" => IsFreeSecondary(map, entry),
            _ => false,
        };
        if (!good)
        {
            throw SimFault.Argument(Property);
        }
    }

    private static bool IsFreeSecondary(List<PvlanEntry> map, PvlanEntry entry)
        => entry.Primary != entry.Secondary
            && map.Exists(other => other.Type == "promiscuous" && other.Primary == entry.Primary)
            && map.TrueForAll(other => other.Secondary != entry.Secondary && other.Primary != entry.Secondary);

    private static void CheckUnused(Dvs dvs, List<PvlanEntry> map, PvlanEntry entry)
    {
        if (dvs.Portgroups.Exists(group => group.PvlanId == entry.Secondary))
        {
            throw new SimFault("ResourceInUse", "The resource is in use.", ("type", "VmwareDistributedVirtualSwitchPvlanSpec"), ("name", $"{entry.Secondary}"));
        }

        if (entry.Type == "promiscuous" && map.Exists(other => other.Primary == entry.Primary))
        {
            throw SimFault.Argument(Property);
        }
    }
}
