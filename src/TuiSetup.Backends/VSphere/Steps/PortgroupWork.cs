using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>
/// A distributed port group that a plan makes, and undoing removes; or one that it changes, and undoing puts back as
/// the server had written it. What a change does not name stays as it is.
/// </summary>
internal sealed class PortgroupWork : IStepWork
{
    public const string Kind = "portgroup", Ports = "ports", Was = "was";
    private const int Attempts = 3;

    /// <summary>So that whoever finds it knows where it comes from.</summary>
    private const string Mark = "Made by TuiSetup";

    /// <summary>The parts of a port setting that a change may touch, in the schema's order.</summary>
    private static readonly (string Name, string Type)[] Parts =
        [("vlan", "VmwareDistributedVirtualSwitchVlanIdSpec"), ("securityPolicy", "DVSSecurityPolicy"), ("macManagementPolicy", "DVSMacManagementPolicy")];

    public string Operation => Kind;

    /// <summary>What a plan keeps of a port setting, to put it back.</summary>
    public static string Keep(Element? setting)
        => ElementText.Write("defaultPortConfig", Parts.Select(part => setting?.Child(part.Name)).OfType<Element>(), indent: false);

    public async Task<Inspection> InspectAsync(VCenterSession session, StepUnit unit, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        if (await ReadAsync(session, step, cancel).ConfigureAwait(false) is not { } one)
        {
            return step.Before.IsNothing
                ? new Inspection(StepState.Before)
                : new Inspection(StepState.Neither, T($"port group '{step.Text(StepArguments.Name)}' is gone."));
        }

        var now = PortgroupValue.Of(InventoryReader.ReadPortgroup(one));
        var different = step.After.Entries.Where(entry => now[entry.Key] != entry.Value).Select(entry => $"{entry.Key}={now[entry.Key]}").ToList();
        return different.Count == 0 ? new Inspection(StepState.After)
            : now == step.Before ? new Inspection(StepState.Before)
            : new Inspection(StepState.Neither, T($"port group '{step.Text(StepArguments.Name)}' has {string.Join(", ", different)}."));
    }

    public async Task ChangeAsync(VCenterSession session, StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        var dvs = step.Ref(StepArguments.Dvs);
        session.Portgroups.Forget(dvs);
        try
        {
            if (!step.Before.IsNothing)
            {
                await ReconfigureAsync(session, step, undo, progress, cancel).ConfigureAwait(false);
                return;
            }

            var existing = await FindAsync(session, step, cancel).ConfigureAwait(false);
            if (undo && existing is not null)
            {
                await SwitchTask.RunAsync(session, new SoapCall("Destroy_Task", existing.Ref), progress, cancel).ConfigureAwait(false);
            }
            else if (!undo && existing is null)
            {
                await SwitchTask.RunAsync(session, Create(dvs, step), progress, cancel).ConfigureAwait(false);
            }
        }
        catch (VimFault done) when (undo && step.Before.IsNothing && done.Name == "ManagedObjectNotFound")
        {
            // Removed by this very call, whose answer got lost.
        }
        catch (VimFault done) when (!undo && done.Name == "DuplicateName")
        {
            // Made by this very call, whose answer got lost; or the name is taken elsewhere in the datacenter.
            session.Portgroups.Forget(dvs);
            if (await FindAsync(session, step, cancel).ConfigureAwait(false) is null)
            {
                throw;
            }
        }
        finally
        {
            session.Portgroups.Forget(dvs);
        }
    }

    /// <summary>Carries the config version that it was made from, as a change of a switch does.</summary>
    private static async Task ReconfigureAsync(VCenterSession session, Step step, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var one = await ReadAsync(session, step, cancel).ConfigureAwait(false)
                ?? throw new BackendException(BackendFailure.Drifted, T($"{step.ShownTarget} is gone."));
            var now = InventoryReader.ReadPortgroup(one);
            if (PortgroupValue.Of(now) == (undo ? step.Before : step.After))
            {
                return;
            }

            if (PortgroupValue.Of(now) != (undo ? step.After : step.Before))
            {
                throw new BackendException(BackendFailure.Drifted, T($"{step.ShownTarget} was changed by someone else. Make the plan again."));
            }

            try
            {
                await SwitchTask.RunAsync(session, Change(one, now, step, undo), progress, cancel).ConfigureAwait(false);
                return;
            }
            catch (VimFault raced) when (raced.Name == "ConcurrentAccess" && attempt < Attempts)
            {
                progress.Report(T("someone else changed the port group at this moment; reading it again"));
            }
        }
    }

    private static SoapCall Change(ManagedObject one, PortgroupRecord now, Step step, bool undo) => new("ReconfigureDVPortgroup_Task", one.Ref, to => to.Group("spec", spec =>
    {
        spec.Text("configVersion", one["config"]?["configVersion"]);
        if (undo)
        {
            PutBack(spec, now, ElementText.Read(step.Text(Was)));
        }
        else
        {
            PortgroupValue.ToSetting(step.After).WriteChange(spec, now.Setting, isFresh: now.Raw?.Child("macManagementPolicy") is not null || NeedsFresh(step));
        }
    }));

    /// <summary>A port group that has no policy of its own yet gets one where the switch keeps it; learning is in the new place alone.</summary>
    private static bool NeedsFresh(Step step) => PortgroupValue.ToSetting(step.After).Listening == Listening.MacLearning;

    /// <summary>A part that was not there before is inherited again.</summary>
    private static void PutBack(SoapWriter to, PortgroupRecord now, IReadOnlyList<Element> was) => to.Group("defaultPortConfig", "VMwareDVSPortSetting", setting =>
    {
        foreach (var (name, type) in Parts)
        {
            if (was.FirstOrDefault(part => part.Name == name) is { } part)
            {
                setting.Copy(part);
            }
            else if (now.Raw?.Child(name) is not null)
            {
                setting.Group(name, type, inherited =>
                {
                    inherited.Truth("inherited", true);
                    inherited.Number("vlanId", name == "vlan" ? 0 : null);
                });
            }
        }
    });

    private static SoapCall Create(MoRef dvs, Step step) => new("AddDVPortgroup_Task", dvs, to => to.Group("spec", spec =>
    {
        spec.Text("name", EntityName.Encode(step.Text(StepArguments.Name)));
        spec.Number("numPorts", (int)(step.Arguments[Ports].AsNumber ?? 8));
        PortgroupValue.ToSetting(step.After).Write(spec);
        spec.Text("description", Mark);
        spec.Text("type", "earlyBinding");
        spec.Truth("autoExpand", true);
    }));

    private static async Task<ManagedObject?> ReadAsync(VCenterSession session, Step step, CancellationToken cancel)
        => await FindAsync(session, step, cancel).ConfigureAwait(false) is { } found
            ? await session.Properties.ReadOneAsync(found.Ref, cancel, "name", "key", "config").ConfigureAwait(false)
            : null;

    private static Task<PortgroupName?> FindAsync(VCenterSession session, Step step, CancellationToken cancel)
        => session.Portgroups.FindAsync(step.Ref(StepArguments.Dvs), group => group.Name == step.Text(StepArguments.Name), cancel);
}
