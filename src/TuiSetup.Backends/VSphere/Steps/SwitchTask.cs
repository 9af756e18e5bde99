using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>
/// A task that changes a switch or its port groups. When vCenter has the change and some hosts do not follow
/// (DvsOperationBulkFault), they are told host by host and given the switch once more (RectifyDvsOnHost_Task).
/// </summary>
internal static class SwitchTask
{
    /// <exception cref="VimFault">The server says no.</exception>
    /// <exception cref="BackendException">The change is there, but not on every host.</exception>
    public static async Task RunAsync(VCenterSession session, SoapCall call, IProgress<string> progress, CancellationToken cancel)
    {
        try
        {
            await session.Tasks.RunAsync(call, progress, cancel).ConfigureAwait(false);
        }
        catch (VimFault partly) when (partly.Name == "DvsOperationBulkFault")
        {
            await RectifyAsync(session, partly, progress, cancel).ConfigureAwait(false);
        }
    }

    private static async Task RectifyAsync(VCenterSession session, VimFault partly, IProgress<string> progress, CancellationToken cancel)
    {
        var told = await ExplainAsync(session, partly, cancel).ConfigureAwait(false);
        progress.Report(T($"not every host followed: {told}; giving them the switch once more"));
        var hosts = (partly.Detail?.All("hostFault") ?? []).Select(one => one.Ref("host")).OfType<MoRef>().Distinct().ToList();
        try
        {
            var call = new SoapCall("RectifyDvsOnHost_Task", session.Client.Content.DvSwitchManager!, to =>
            {
                foreach (var host in hosts)
                {
                    to.Ref("hosts", host);
                }
            });
            await session.Tasks.RunAsync(call, progress, cancel).ConfigureAwait(false);
            progress.Report(T("they have it now"));
        }
        catch (VimFault still)
        {
            var reason = still.Name == "DvsOperationBulkFault" ? await ExplainAsync(session, still, cancel).ConfigureAwait(false) : still.Message;
            throw new BackendException(
                BackendFailure.Failed,
                T($"The switch changed, but not on every host. {told}. Giving them the switch once more (RectifyDvsOnHost) did not help: {reason}. Look at these hosts; vCenter shows them as out of sync."),
                partly.Name,
                still);
        }
    }

    /// <summary>Hosts that did not follow, each with its reason.</summary>
    private static async Task<string> ExplainAsync(VCenterSession session, VimFault fault, CancellationToken cancel)
    {
        var failed = (fault.Detail?.All("hostFault") ?? []).ToList();
        var names = (await session.Properties.ReadAsync([.. failed.Select(one => one.Ref("host")).OfType<MoRef>()], ["name"], cancel).ConfigureAwait(false))
            .ToDictionary(host => host.Ref.Value, host => EntityName.Decode(host.Text("name")));
        return string.Join("; ", failed.Select(one => $"{names.GetValueOrDefault(one["host"] ?? "", one["host"] ?? "?")}: {VimFault.From(one.Child("fault")!).Message}"));
    }
}
