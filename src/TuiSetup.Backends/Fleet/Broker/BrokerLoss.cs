using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace TuiSetup.Backends.Fleet;

/// <summary>What it looks like when a connection goes away under us, at whichever point that is.</summary>
internal static class BrokerLoss
{
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether the client says so: by its own exceptions, by those of the socket, by an object that it has disposed of already,
    /// or by a cancellation of its own when an answer does not come in time. Ask for your own cancellation first.
    /// </summary>
    public static bool Is(Exception failed)
        => failed is RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException or OperationCanceledException;

    /// <summary>Closes a connection, whatever has become of it.</summary>
    public static async Task CloseAsync(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(CloseTime).ConfigureAwait(false);
        }
        catch (Exception gone) when (Is(gone))
        {
        }

        await DropAsync(connection).ConfigureAwait(false);
    }

    /// <summary>Lets go of a connection that has broken.</summary>
    public static async Task DropAsync(IConnection connection)
    {
        try
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception gone) when (Is(gone))
        {
        }
    }
}
