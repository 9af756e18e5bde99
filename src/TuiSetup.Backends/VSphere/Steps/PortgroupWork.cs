using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core;
using TuiSetup.Core.Plans;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>A distributed port group that a plan makes; undoing removes it. One that was there stays as it is.</summary>
internal sealed class PortgroupWork : IStepWork
{
    public const string Kind = "portgroup", Ports = "ports";

    /// <summary>So that whoever finds it knows where it comes from.</summary>
    private const string Mark = "Made by TuiSetup";

    public string Operation => Kind;

    public async Task<Inspection> InspectAsync(VCenterSession session, StepUnit unit, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        var name = step.Text(StepArguments.Name);
        if (await FindAsync(session, step, cancel).ConfigureAwait(false) is not { } found)
        {
            return step.Before.IsNothing
                ? new Inspection(StepState.Before)
                : new Inspection(StepState.Neither, $"port group '{name}' is gone.");
        }

        var one = await session.Properties.ReadOneAsync(found.Ref, cancel, "name", "key", "config").ConfigureAwait(false);
        if (one is null)
        {
            return step.Before.IsNothing ? new Inspection(StepState.Before) : new Inspection(StepState.Neither, $"port group '{name}' is gone.");
        }

        var now = PortgroupValue.Of(InventoryReader.ReadPortgroup(one));
        var different = step.After.Entries.Where(entry => now[entry.Key] != entry.Value).Select(entry => $"{entry.Key}={now[entry.Key]}").ToList();
        return different.Count == 0
            ? new Inspection(StepState.After)
            : new Inspection(StepState.Neither, $"port group '{name}' has {string.Join(", ", different)}.");
    }

    public async Task ChangeAsync(VCenterSession session, StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        var dvs = step.Ref(StepArguments.Dvs);
        session.Portgroups.Forget(dvs);
        var existing = await FindAsync(session, step, cancel).ConfigureAwait(false);
        try
        {
            if (undo && existing is not null)
            {
                await session.Tasks.RunAsync(new SoapCall("Destroy_Task", existing.Ref), progress, cancel).ConfigureAwait(false);
            }
            else if (!undo && existing is null)
            {
                await session.Tasks.RunAsync(Create(dvs, step), progress, cancel).ConfigureAwait(false);
            }
        }
        catch (VimFault done) when (done.Name == (undo ? "ManagedObjectNotFound" : "DuplicateName"))
        {
            // Made or removed by this very call, whose answer got lost; what it is now is read back.
        }
        finally
        {
            session.Portgroups.Forget(dvs);
        }
    }

    private static SoapCall Create(MoRef dvs, Step step) => new("AddDVPortgroup_Task", dvs, to => to.Group("spec", spec =>
    {
        spec.Text("name", EntityName.Encode(step.Text(StepArguments.Name)));
        spec.Number("numPorts", (int)(step.Arguments[Ports].AsNumber ?? 8));
        PortgroupValue.ToSetting(step.After).Write(spec);
        spec.Text("description", Mark);
        spec.Text("type", "earlyBinding");
        spec.Truth("autoExpand", true);
    }));

    private static Task<PortgroupName?> FindAsync(VCenterSession session, Step step, CancellationToken cancel)
        => session.Portgroups.FindAsync(step.Ref(StepArguments.Dvs), group => group.Name == step.Text(StepArguments.Name), cancel);
}
