using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>One real RabbitMQ for all tests that need one; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RabbitFixture : IAsyncLifetime, ICollectionFixture<RabbitFixture>
{
    public const string Name = "RabbitMQ";

    public RabbitMq Broker { get; private set; } = null!;

    public PythonCelery Python { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Broker = await RabbitMq.StartAsync();
        Python = new PythonCelery(Broker.CeleryUrl);
    }

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}
