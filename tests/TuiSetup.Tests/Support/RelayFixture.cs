using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>One network of isolated hosts for all tests that need one; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RelayFixture : IAsyncLifetime, ICollectionFixture<RelayFixture>
{
    public const string Name = "relay";

    public RelayLab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lab = await RelayLab.StartAsync();

    public ValueTask DisposeAsync() => Lab.DisposeAsync();

    /// <summary>The lab as it was made.</summary>
    public Task ResetAsync() => Lab.ResetAsync();
}
