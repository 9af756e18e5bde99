using TuiSetup.Backends.VSphere;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Tests.Backends.VSphere;

public sealed class ProtectedMachinesTests
{
    private static readonly ProtectedMachines Protected = new("vcenter.lab", new HashSet<string> { "192.0.2.5" }, new HashSet<string> { "00:50:56:00:00:07" });

    [Theory]
    [InlineData("VCENTER.lab", "", "00:50:56:00:00:01", "is the vCenter itself")]
    [InlineData("other", "192.0.2.5", "00:50:56:00:00:01", "is the vCenter itself")]
    [InlineData("other", "192.0.2.6", "00:50:56:00:00:07", "is the machine that this program runs on")]
    [InlineData("other", "192.0.2.6", "00:50:56:00:00:01", null)]
    [InlineData("", "", "", null)]
    public void They_are_known_by_name_address_and_mac(string name, string address, string mac, string? reason)
    {
        var reference = new MoRef("VirtualMachine", "vm-1");
        var nic = new NicRecord(reference, 4000, "Network adapter 1", mac, true, new NicBacking.Standard("VM Network"));

        Assert.Equal(reason, Protected.Reason(new MachineRecord(reference, "one", "poweredOn", "host-1", false, false, "", name, address, [nic])));
    }
}
