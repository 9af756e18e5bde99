using TuiSetup.TestKit;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.Tests.Backends.VSphere;

/// <summary>The schema of vim25 as python3-pyvmomi knows it, made once for all tests of vSphere.</summary>
[CollectionDefinition(Name)]
public sealed class VCenterFixture : IAsyncLifetime, ICollectionFixture<VCenterFixture>
{
    public const string Name = "vCenter";

    /// <summary>Debian's own Python: the one that python3-pyvmomi is for.</summary>
    public const string Python = "/usr/bin/python3";

    internal SchemaCheck Schema { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var path = Path.GetTempFileName();
        var made = await ProcessRunner.RunAsync(Python, [SourceTree.PathOf("tests", "lab", "vim25-xsd.py"), path]);
        made.Required("vim25-xsd.py");
        Schema = new SchemaCheck(path);
        File.Delete(path);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A vCenter with the inventory of the sample.</summary>
    internal VCenterServer Start(Profile? profile = null, int machines = 12)
    {
        var server = new VCenterServer(profile ?? Profile.V80, Schema);
        Sample.Fill(server.Inventory, machines);
        return server;
    }
}
