using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>Mirrors by ovs-vsctl and by us, on a real Open vSwitch.</summary>
internal static class MirrorBench
{
    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace)
    {
        try
        {
            await using var running = await OvsLab.StartAsync(2);
            var lab = new MirrorLab(running, workspace);
            await OneMirror.RunAsync(lab, workspace);
            return [await ManyMirrors.RunAsync(lab, workspace)];
        }
        catch (Exception failure) when (IsMeasurementFailure(failure))
        {
            Output.Line("Open vSwitch: not measured: " + failure.Message);
            return [ManyMirrors.NotMeasured];
        }
    }

    /// <summary>A figure, or the note that says why there is none.</summary>
    public static async Task<(double? Value, string Note)> TryAsync(Workspace workspace, Func<Task<double>> measure)
    {
        if (!workspace.IsBuilt)
        {
            return (null, workspace.NotBuilt);
        }

        try
        {
            return (await measure(), "");
        }
        catch (Exception failure) when (IsMeasurementFailure(failure))
        {
            return (null, "not measured: " + failure.Message.ReplaceLineEndings(" | "));
        }
    }

    private static bool IsMeasurementFailure(Exception failure) =>
        failure is InvalidOperationException or TimeoutException or IOException or System.ComponentModel.Win32Exception;
}
