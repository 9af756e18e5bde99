using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere;

/// <summary>A session and what works on it.</summary>
internal sealed class VCenterSession(VCenterEndpoint endpoint, VimClient client, TimeProvider time) : IAsyncDisposable
{
    public VCenterEndpoint Endpoint { get; } = endpoint;

    public VimClient Client { get; } = client;

    public TimeProvider Time { get; } = time;

    public PropertyReader Properties { get; } = new(client);

    public TaskWaiter Tasks { get; } = new(client);

    public PortgroupNames Portgroups { get; } = new(client);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync().ConfigureAwait(false);
        Tasks.Dispose();
        Portgroups.Dispose();
    }
}
