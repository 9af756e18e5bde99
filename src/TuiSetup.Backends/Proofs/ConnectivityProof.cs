using TuiSetup.Backends.DBus;
using TuiSetup.Backends.NetworkManager;

namespace TuiSetup.Backends.Proofs;

/// <summary>NetworkManager itself finds the way to the world (NMConnectivityState).</summary>
internal static class ConnectivityProof
{
    private const long Unknown = 0, None = 1, Portal = 2, Limited = 3, Full = 4;

    /// <summary>Null when it is full, else what is missing.</summary>
    public static async Task<string?> CheckAsync(IBusConnector connector, BusAddress address, CancellationToken cancel)
    {
        try
        {
            await using var bus = await connector.OpenAsync(address, cancel);
            var state = (await bus.CallAsync(NmNames.Service, NmNames.Path, NmNames.Manager, "CheckConnectivity", cancel)).Value.AsNumber;
            return state switch
            {
                Full => null,
                None => T("connectivity is none"),
                Portal => T("a portal stands in the way"),
                Limited => T("connectivity is limited"),
                Unknown or _ => T("NetworkManager does not check connectivity"),
            };
        }
        catch (DBusException failed)
        {
            return failed.Message;
        }
    }
}
