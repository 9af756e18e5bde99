using TuiSetup.Backends;
using TuiSetup.Backends.Kpti.Advice;
using TuiSetup.Backends.VSphere;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Tests.Backends.VSphere;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>What a vCenter tells of the guest's virtual hardware.</summary>
[Collection(VCenterFixture.Name)]
public sealed class VirtualHardwareTests(VCenterFixture fixture)
{
    [Theory]
    [InlineData("vmx-08", null, "'web-001' with virtual hardware vmx-08, which passes on no PCID: raise it to vmx-11 or later")]
    [InlineData("vmx-13", "intel-haswell", "'web-001' with virtual hardware vmx-13, which can pass on PCID; as it runs it needs EVC mode intel-haswell.")]
    [InlineData("vmx-19", null, "'web-001' with virtual hardware vmx-19, which can pass on PCID.")]
    public async Task The_machine_is_found_by_its_network_card(string version, string? evcMode, string sentence)
    {
        await using var server = fixture.Start();
        var machine = server.Inventory.Machines.Single(one => one.Name == "web-001");
        (machine.HardwareVersion, machine.EvcMode) = (version, evcMode);

        Assert.Contains(sentence, await AskAsync(server, machine.Cards[0].Mac));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task A_vCenter_that_does_not_know_this_machine_is_told_of()
    {
        await using var server = fixture.Start();

        Assert.Contains("has no machine with a network card of this one", await AskAsync(server, "02:00:00:00:00:99"));
    }

    private static async Task<string> AskAsync(VCenterServer server, string mac)
    {
        using var folder = new TempFolder();
        var context = new BackendContext("unix:none", name => name == Credentials.Variable ? server.Sessions.Password : null, TimeProvider.System) { VCenter = server.Url.ToString(), StateFolder = folder.Path };
        return await VirtualHardwareAdvice.AskAsync(
            context, server.Sessions.User, ServerCertificate.Of(server.Certificate).Sha256, new HashSet<string> { mac }, TestContext.Current.CancellationToken);
    }
}
