using TuiSetup.Backends.VSphere;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>A plan that moves cards to one port group, as the wizards' planners make it.</summary>
internal static class MovePlan
{
    public static async Task<string> WriteAsync(VcsimLab lab, string portgroup, int cards)
    {
        var address = VCenterAddress.TryParse(lab.Vcsim.Url, out _)!;
        var endpoint = new VCenterEndpoint(address, Vcsim.User, ServerCertificate.Normalize(Vcsim.Fingerprint)!, "");
        var check = new CertificateCheck(endpoint.Fingerprint, "", TimeProvider.System);
        var client = await VimClient.ConnectAsync(address, Vcsim.User, new Secret(Vcsim.Password), check, TimeProvider.System, CancellationToken.None);
        await using var session = new VCenterSession(endpoint, client, TimeProvider.System);
        var inventory = await InventoryReader.ReadAsync(session, Unheard.Instance, CancellationToken.None);
        var (dvs, make) = (inventory.Switches[0], new StepMaker("vsphere-vlan", inventory));
        var key = inventory.Portgroup(dvs, portgroup)?.Key ?? throw new InvalidOperationException($"there is no port group {portgroup}");
        var moved = inventory.Machines.SelectMany(machine => machine.Nics.Take(1))
            .Where(nic => nic.Backing is NicBacking.Distributed port && port.PortgroupKey != key).Take(cards);
        var path = Path.Combine(lab.Workspace.Folder, "moves.json");
        PlanFile.Write(path, new Plan
        {
            Wizard = "vsphere-vlan",
            Backend = "vsphere-vlan",
            Target = endpoint.ToTarget(client.Content.InstanceUuid),
            Answers = [],
            FactsDigest = "",
            Steps = [.. moved.Select(nic => make.Move(nic, dvs, portgroup, []))],
        });
        return path;
    }
}
