using RabbitMQ.Client;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>One message as the broker handed it out. Its tag means something to its session alone.</summary>
/// <param name="Session">The connection that it came by.</param>
/// <param name="Tag">Its number there.</param>
/// <param name="Queue">The queue that it was in.</param>
/// <param name="IsAgain">Whether it was handed out before.</param>
/// <param name="Properties">Its properties and headers.</param>
internal sealed record Delivery(WorkerSession Session, ulong Tag, string Queue, bool IsAgain, IReadOnlyBasicProperties Properties);
