using System.Collections.Immutable;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;

namespace TuiSetup.Backends.Kpti.Change;

/// <summary>Makes the steps, one after the other: first the figures of now, then the boot loader, last who looks again.</summary>
internal sealed class KptiPlanner(string backend, BackendContext context, UnitFileOperation units)
{
    public async Task<ImmutableArray<Step>> StepsAsync(KptiRequest request, KptiFacts facts, CancellationToken cancel)
    {
        var steps = new List<Step>();
        if (request.Compares)
        {
            var before = KptiFiles.Before(context.StateFolder, facts.Boot);
            steps.Add(HostStep.Make(
                backend, BeforeOperation.OperationName, before, T("what kernel entries cost now, to compare after the reboot"), BeforeOperation.Read(before), BeforeOperation.Of(facts.Boot)));
        }

        steps.AddRange(await facts.Loader!.StepsAsync(request, cancel));
        if (request.Compares)
        {
            var lines = KptiUnits.Lines(Environment.ProcessPath!, context.StateFolder, request.Word, request.Once, facts.Boot, KptiFiles.After(context.StateFolder, facts.Boot));
            steps.Add(HostStep.Make(
                backend, UnitFileOperation.OperationName, KptiUnits.Unit, T("measures once after the reboot, and compares"),
                await units.ReadAsync(KptiUnits.Unit, cancel), UnitFileOperation.Of(lines, "inactive")));
        }

        return [.. steps.Select((step, index) => index == 0 ? step : step with { DependsOn = [steps[index - 1].Id] })];
    }
}
