using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch;

/// <summary>Runs one transaction on Open vSwitch's database, and waits until ovs-vswitchd has acted on it.</summary>
internal static class OvsCommit
{
    /// <summary>How long ovs-vswitchd may take to act on a change of the database.</summary>
    private static readonly TimeSpan ApplyTime = TimeSpan.FromSeconds(10);

    /// <summary>What every transaction ends with: the number that ovs-vswitchd answers with, and who did it.</summary>
    public static IReadOnlyList<JObject> Ending(OvsSnapshot snapshot, StepUnit unit, bool undo) =>
    [
        OvsdbOperations.Mutate("Open_vSwitch", snapshot.RootUuid, "next_cfg", "+=", 1),
        OvsdbOperations.Select("Open_vSwitch", "next_cfg"),
        OvsdbOperations.Comment($"tuisetup {(undo ? "undo" : "apply")}: {string.Join(", ", unit.Steps.Take(3).Select(step => step.Target))}"),
    ];

    /// <param name="client">The database.</param>
    /// <param name="operations">They end with <see cref="Ending"/>.</param>
    /// <param name="undo">Whether it takes something back: then a switch that is late is told, but does not count as a failure.</param>
    /// <param name="time">The time to wait.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Stops the wait.</param>
    /// <exception cref="BackendException">Refused, drifted, or ovs-vswitchd does not act.</exception>
    public static async Task RunAsync(OvsdbClient client, IReadOnlyList<JObject> operations, bool undo, TimeProvider time, IProgress<string> progress, CancellationToken cancel)
    {
        progress.Report(T("one transaction with ovsdb-server"));
        long number;
        try
        {
            var results = await client.TransactAsync(operations, cancel);
            number = new OvsdbRow((JObject)results[^2]["rows"]![0]!).Number("next_cfg") ?? 0;
        }
        catch (BackendException changed) when (changed.Name is "timed out" or "referential integrity violation")
        {
            throw new BackendException(BackendFailure.Drifted, T("Someone else changed the same rows at this moment; nothing was done. Make the plan again."), changed.Name, changed);
        }

        progress.Report(T("waiting for ovs-vswitchd"));
        await WaitUntilTakenAsync(client, number, undo, time, progress, cancel);
    }

    /// <summary>ovs-vswitchd sets cur_cfg to next_cfg when it has acted on it.</summary>
    private static async Task WaitUntilTakenAsync(OvsdbClient client, long number, bool undo, TimeProvider time, IProgress<string> progress, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(ApplyTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await foreach (var rows in client.MonitorAsync("Open_vSwitch", ["cur_cfg"], both.Token))
            {
                if (rows.Any(row => row.Row is not null && new OvsdbRow(row.Row).Number("cur_cfg") >= number))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            var message = T($"ovs-vswitchd has not acted on the change within {ApplyTime.TotalSeconds:0} seconds. Check that it runs.");
            if (!undo)
            {
                throw new BackendException(BackendFailure.Failed, message);
            }

            progress.Report(message);
        }
    }
}
