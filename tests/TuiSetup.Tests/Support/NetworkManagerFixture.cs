using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>One real NetworkManager for all tests that need one; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class NetworkManagerFixture : IAsyncLifetime, ICollectionFixture<NetworkManagerFixture>
{
    public const string Name = "NetworkManager";

    public NetworkManagerLab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lab = await NetworkManagerLab.StartAsync();

    public ValueTask DisposeAsync() => Lab.DisposeAsync();

    /// <summary>The lab as it was made.</summary>
    public Task ResetAsync() => Lab.ResetAsync();
}
