using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>
/// The port of the card that goes first, as its switch sees it (FetchDVPorts): without a conflict, not blocked, and with
/// its link up. A host may take some seconds for that.
/// </summary>
internal static class CanaryPort
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromSeconds(1);

    /// <exception cref="BackendException">It is not so; the plan goes no further.</exception>
    public static async Task CheckAsync(VCenterSession session, Step step, IProgress<string> progress, CancellationToken cancel)
    {
        var since = session.Time.GetTimestamp();
        while (await FindAsync(session, step, cancel).ConfigureAwait(false) is { } wrong)
        {
            if (session.Time.GetElapsedTime(since) >= Patience)
            {
                throw new BackendException(BackendFailure.Failed, T($"{step.ShownTarget} went first, and {wrong}. No other card was moved."));
            }

            progress.Report(T($"{wrong}; waiting for it"));
            await Task.Delay(Pause, session.Time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What is wrong with the port; null when nothing is, or its switch does not say.</summary>
    private static async Task<string?> FindAsync(VCenterSession session, Step step, CancellationToken cancel)
    {
        var machine = await session.Properties.ReadOneAsync(step.Ref(StepArguments.Machine), cancel, "config.hardware.device", "runtime.powerState").ConfigureAwait(false);
        if (machine is null || NicWork.Card(machine, step) is not { } card || NicBacking.From(card.Child("backing")) is not NicBacking.Distributed { PortKey.Length: > 0 } at)
        {
            return null;
        }

        var call = new SoapCall("FetchDVPorts", step.Ref(StepArguments.Dvs), to => to.Group("criteria", criteria => criteria.Text("portKey", at.PortKey)));
        try
        {
            var port = (await session.Client.CallAsync(call, cancel).ConfigureAwait(false)).FirstOrDefault(one => one["key"] == at.PortKey);
            return port is null ? null : Look(port, mustBeUp: machine.Text("runtime.powerState") == "poweredOn" && step.After["connected"].AsTruth == true);
        }
        catch (VimFault unknown) when (unknown.Name is "MethodNotFound" or "NotSupported" or "NoPermission")
        {
            return null;
        }
    }

    private static string? Look(Element port, bool mustBeUp)
    {
        var runtime = port.At("state", "runtimeInfo");
        return port.Truth("conflict") == true ? T($"its port {port["key"]} is in conflict with port {port["conflictPortKey"]}")
            : runtime?.Truth("blocked") == true ? T($"its port {port["key"]} is blocked")
            : mustBeUp && runtime?.Truth("linkUp") == false ? T($"the link of its port {port["key"]} is down")
            : null;
    }
}
