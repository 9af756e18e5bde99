using TuiSetup.Backends.DBus;
using TuiSetup.Core.Plans;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>Makes the checkpoint of a plan, with the devices that it touches.</summary>
internal static class NetworkGuard
{
    /// <summary>Null when the plan does not touch the network.</summary>
    public static async Task<NmCheckpoint?> BeginAsync(Plan plan, NmClient client, TimeProvider time, CancellationToken cancel)
    {
        var steps = plan.Steps.Where(step => step.Operation == ConnectionOperation.OperationName && step.Action != StepAction.Same).ToList();
        if (steps.Count == 0)
        {
            return null;
        }

        var devices = new List<string>();
        foreach (var name in steps.Select(InterfaceOf).Distinct(StringComparer.Ordinal))
        {
            if (await client.DeviceAsync(name, cancel) is { } device)
            {
                devices.Add(device);
            }
        }

        // A new interface has no device yet, and its profile goes by itself; but an empty list would be all devices.
        if (devices.Count == 0)
        {
            devices.Add(await client.DeviceAsync("lo", cancel) ?? throw DBusException.Unexpected(T("NetworkManager has no loopback device")));
        }

        return await NmCheckpoint.CreateAsync(client, devices, time, cancel);
    }

    private static string InterfaceOf(Step step) => (step.After.IsNothing ? step.Before : step.After)[NmSettings.Interface].AsText ?? "";
}
