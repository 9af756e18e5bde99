using System.Globalization;
using TuiSetup.VCenterSim.Model;

namespace TuiSetup.VCenterSim;

/// <summary>An inventory that looks like one: two clusters, a switch, web and database machines, an appliance, a sensor.</summary>
internal static class Sample
{
    public static void Fill(Inventory inventory, int machines)
    {
        var datacenter = inventory.AddPlace("Datacenter", "datacenter", "DC1", inventory.Root);
        var networks = inventory.AddPlace("Folder", "group-n", "network", datacenter);
        var folder = inventory.AddPlace("Folder", "group-v", "vm", datacenter);
        var clusters = ((string[])["Cluster1", "Cluster2"]).Select(name => inventory.AddPlace("ClusterComputeResource", "domain-c", name, datacenter)).ToList();
        var hosts = Enumerable.Range(1, 4).Select(number => inventory.AddHost(
            string.Create(CultureInfo.InvariantCulture, $"esx{number}.lab"),
            clusters[(number - 1) / 2])).ToList();
        var dvs = inventory.AddDvs("DSwitch", networks, hosts);
        var original = inventory.AddPortgroup(dvs, "DPG-original", machines, 10);
        var servers = inventory.AddPortgroup(dvs, "DPG-servers", 16, 20);
        inventory.AddPortgroup(dvs, "DPG-management", 8, 5);
        inventory.AddMachine("t1", folder, hosts[0], original);
        inventory.AddMachine("t2", folder, hosts[0], original);
        inventory.AddMachine("relay", folder, hosts[0], original, servers);
        inventory.AddMachine("sensor", folder, hosts[0], servers);
        for (var number = 1; number <= machines; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{(number % 3 == 0 ? "db" : "web")}-{number:000}");
            inventory.AddMachine(name, folder, hosts[number % hosts.Count], number % 4 == 0 ? servers : original);
        }

        var vcenter = inventory.AddMachine("vcenter", folder, hosts[1], servers);
        (vcenter.GuestHostName, vcenter.GuestAddress) = ("vcenter.lab", "127.0.0.1");
        inventory.AddMachine("template-debian12", folder, hosts[2], original).IsTemplate = true;
        inventory.AddMachine("vCLS-1", folder, hosts[3]).ManagedBy = "com.vmware.vim.eam";
        inventory.AddMachine("old-snapshot", folder, hosts[3], original).HasSnapshot = true;
    }
}
