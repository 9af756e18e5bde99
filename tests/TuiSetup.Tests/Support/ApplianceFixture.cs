using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>One private machine for all tests that need no other; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ApplianceFixture : IAsyncLifetime, ICollectionFixture<ApplianceFixture>
{
    public const string Name = "appliance";

    public Appliance Machine { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Machine = await Appliance.StartAsync();
        await Machine.WaitUntilRunningAsync();
    }

    public ValueTask DisposeAsync() => Machine.DisposeAsync();
}
