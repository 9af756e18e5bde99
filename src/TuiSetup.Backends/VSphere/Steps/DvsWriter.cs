using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>
/// Changes a distributed switch (ReconfigureDvs_Task). Each change carries the config version that it was made from;
/// when someone else was quicker, the switch is read again and the change made again of what it is now, three times at most.
/// </summary>
internal static class DvsWriter
{
    private const int Attempts = 3;

    /// <param name="session">Where.</param>
    /// <param name="dvs">The switch.</param>
    /// <param name="plan">From the switch's config to what to write, in the schema's order; null when there is nothing to do.</param>
    /// <param name="progress">Is told of waiting.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task ChangeAsync(VCenterSession session, MoRef dvs, Func<Element, Action<SoapWriter>?> plan, IProgress<string> progress, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var config = await ReadAsync(session, dvs, cancel).ConfigureAwait(false);
            if (plan(config) is not { } change)
            {
                return;
            }

            var call = new SoapCall("ReconfigureDvs_Task", dvs, to => to.Group("spec", "VMwareDVSConfigSpec", spec =>
            {
                spec.Text("configVersion", config["configVersion"]);
                change(spec);
            }));
            try
            {
                progress.Report(T($"one change of the switch, from its version {config["configVersion"]}"));
                await SwitchTask.RunAsync(session, call, progress, cancel).ConfigureAwait(false);
                return;
            }
            catch (VimFault raced) when (raced.Name == "ConcurrentAccess" && attempt < Attempts)
            {
                progress.Report(T("someone else changed the switch at this moment; reading it again"));
            }
        }
    }

    /// <summary>The config of a switch. <exception cref="BackendException">The switch is gone.</exception></summary>
    public static async Task<Element> ReadAsync(VCenterSession session, MoRef dvs, CancellationToken cancel)
        => (await session.Properties.ReadOneAsync(dvs, cancel, "config").ConfigureAwait(false))?["config"]
            ?? throw new BackendException(BackendFailure.Drifted, T($"The switch {dvs.Value} is gone."));
}
