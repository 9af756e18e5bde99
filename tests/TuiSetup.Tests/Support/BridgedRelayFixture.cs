using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>Two switches with isolated hosts and a relay on layer 2, for all tests that need them; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BridgedRelayFixture : IAsyncLifetime, ICollectionFixture<BridgedRelayFixture>
{
    public const string Name = "relay on layer 2";

    public BridgedRelayLab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lab = await BridgedRelayLab.StartAsync();

    public ValueTask DisposeAsync() => Lab.DisposeAsync();
}
