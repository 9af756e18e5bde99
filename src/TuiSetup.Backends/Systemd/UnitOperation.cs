using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>A unit: whether it is started at boot, and whether it runs. Written as <c>UnitFileState</c> and <c>ActiveState</c>.</summary>
internal sealed class UnitOperation(SystemdUnits units) : IHostOperation
{
    public const string OperationName = "unit", FileState = "UnitFileState", ActiveState = "ActiveState";

    public string Name => OperationName;

    public static Value Of(string fileState, string activeState)
        => Value.Map((FileState, Value.Of(fileState)), (ActiveState, Value.Of(activeState)));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => ReadAsync(step.Target, cancel);

    public async Task<Value> ReadAsync(string unit, CancellationToken cancel)
        => Of(await units.FileStateAsync(unit, cancel), await units.ActiveStateAsync(unit, cancel) is "active" or "reloading" ? "active" : "inactive");

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var now = await ReadAsync(step.Target, cancel);
        if (wanted[ActiveState] != now[ActiveState] && wanted[ActiveState].AsText == "inactive")
        {
            progress.Report(T("waiting for it to stop"));
            await units.StopAsync(step.Target, cancel);
        }

        await SetFileStateAsync(step.Target, now[FileState].AsText!, wanted[FileState].AsText!, cancel);
        if (wanted[ActiveState] != now[ActiveState] && wanted[ActiveState].AsText == "active")
        {
            progress.Report(T("waiting for it to start"));
            await units.StartAsync(step.Target, cancel);
        }
    }

    private async Task SetFileStateAsync(string unit, string now, string wanted, CancellationToken cancel)
    {
        if (now == wanted)
        {
            return;
        }

        if (now == "masked")
        {
            await units.UnmaskAsync(unit, cancel);
        }

        await (wanted switch
        {
            "enabled" => units.EnableAsync(unit, cancel),
            "masked" => units.MaskAsync(unit, cancel),
            _ => units.DisableAsync(unit, cancel),
        });
    }
}
