using System.Runtime.CompilerServices;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>
/// Signals of a service, or of one object or interface of it, whoever has the name; and the changes of its owner, as the
/// bus tells them (<c>NameOwnerChanged</c>).
/// </summary>
/// <param name="bus">The bus.</param>
/// <param name="service">The name; null is every sender.</param>
/// <param name="path">The object; null is each.</param>
/// <param name="interface">The interface; null is each.</param>
public sealed class SignalWatch(IBus bus, string? service, string? path, string? @interface)
{
    /// <summary>Whether a message tells that a name has another owner, or none.</summary>
    public static bool IsOwnerChange(DBusMessage message)
        => message is { Type: DBusMessageType.Signal, Sender: BusNames.Bus, Interface: BusNames.Bus, Member: "NameOwnerChanged", Signature: "sss" };

    /// <exception cref="DBusException">The connection was lost, or the bus refuses the rule.</exception>
    public async IAsyncEnumerable<DBusMessage> FollowAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var wanted = new MatchRule { Sender = service, Path = path, Interface = @interface };
        var isOneService = service is not (null or BusNames.Bus);
        await using var news = await MergedSignals.ListenAsync(bus, cancel, isOneService ? [wanted, NameOwners.Rule(service!)] : [wanted]);
        var lastOfBus = 0UL;
        await foreach (var message in news.ReadAllAsync(cancel))
        {
            // The library does not know who has the name, so what the bus itself says comes by both rules.
            if (isOneService && message.Sender == BusNames.Bus)
            {
                if (message.Serial == lastOfBus || !IsOwnerChange(message) || message.Body[0].AsText != service)
                {
                    continue;
                }

                lastOfBus = message.Serial;
            }

            yield return message;
        }
    }
}
