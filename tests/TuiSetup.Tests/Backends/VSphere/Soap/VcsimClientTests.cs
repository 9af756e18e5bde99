using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Answers;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Backends.VSphere.Soap;

/// <summary>The client and Debian's vcsim: another's idea of the same protocol, prefixes and all.</summary>
public sealed class VcsimClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tasks_are_waited_for_by_a_list_there_too()
    {
        await using var vcsim = await Vcsim.StartAsync();
        await using var client = await VimClient.ConnectAsync(
            VCenterAddress.TryParse(vcsim.Url, out _)!,
            Vcsim.User,
            new Secret(Vcsim.Password),
            new CertificateCheck(ServerCertificate.Normalize(Vcsim.Fingerprint), "", TimeProvider.System),
            TimeProvider.System,
            Cancel);
        using var waiter = new TaskWaiter(client, looksFirst: false);
        var properties = new PropertyReader(client);
        var dvs = Assert.Single(await properties.ReadAllAsync([new PropertySpec("DistributedVirtualSwitch", "name")], null, Cancel));

        await Task.WhenAll(Enumerable.Range(1, 5).Select(number => waiter.RunAsync(Add(dvs.Ref, $"group {number}"), null, Cancel)));
        var duplicate = await Assert.ThrowsAsync<VimFault>(() => waiter.RunAsync(Add(dvs.Ref, "group 1"), null, Cancel));

        Assert.Equal("DuplicateName", duplicate.Name);
        var groups = await properties.ReadAllAsync([new PropertySpec("DistributedVirtualPortgroup", "name")], null, Cancel);
        Assert.Equal(5, groups.Count(group => group.Text("name").StartsWith("group ", StringComparison.Ordinal)));
    }

    private static SoapCall Add(MoRef dvs, string name) => new("AddDVPortgroup_Task", dvs, to => to.Group("spec", spec =>
    {
        spec.Text("name", name);
        spec.Number("numPorts", 8);
        spec.Text("type", "earlyBinding");
    }));
}
