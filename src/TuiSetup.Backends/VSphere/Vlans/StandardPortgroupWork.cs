using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Vlans;

/// <summary>A port group of one host's standard switch (HostNetworkSystem); its calls are no tasks.</summary>
internal sealed class StandardPortgroupWork : IStepWork
{
    public const string Kind = "standard-portgroup", Host = "host", NetworkSystem = "networkSystem";

    public string Operation => Kind;

    public static Value ToValue(StandardPortgroup group) => Value.Map(
        ("vlanId", Value.Of(group.Vlan)),
        ("vswitchName", Value.Of(group.Switch)),
        ("allowPromiscuous", Value.Of(group.Promiscuous)));

    public async Task<Inspection> InspectAsync(VCenterSession session, StepUnit unit, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        var name = step.Text(StepArguments.Name);
        var host = await session.Properties.ReadOneAsync(step.Ref(Host), cancel, "config.network.portgroup").ConfigureAwait(false);
        if (host is null)
        {
            return new Inspection(StepState.Neither, T("the host is gone."));
        }

        var found = InventoryReader.ReadStandard(host["config.network.portgroup"]).FirstOrDefault(group => group.Name == name);
        var now = found is null ? Value.Nothing : ToValue(found);
        return now == step.After ? new Inspection(StepState.After)
            : now == step.Before ? new Inspection(StepState.Before)
            : new Inspection(StepState.Neither, T($"port group '{name}' is {(now.IsNothing ? T("gone") : T($"now {now}"))}."));
    }

    public async Task ChangeAsync(VCenterSession session, StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        var (system, name) = (step.Ref(NetworkSystem), step.Text(StepArguments.Name));
        var call = undo
            ? new SoapCall("RemovePortGroup", system, to => to.Text("pgName", name))
            : new SoapCall("AddPortGroup", system, to => Write(to, name, step.After));
        try
        {
            await session.Client.CallAsync(call, cancel).ConfigureAwait(false);
        }
        catch (VimFault done) when (undo ? done.Name == "NotFound" : done.Name is "AlreadyExists" or "DuplicateName")
        {
            // By this very call, whose answer got lost; what it is now is read back.
        }
    }

    private static void Write(SoapWriter to, string name, Value after) => to.Group("portgrp", spec =>
    {
        spec.Text("name", name);
        spec.Number("vlanId", (int)after["vlanId"].AsNumber!.Value);
        spec.Text("vswitchName", after["vswitchName"].AsText);
        spec.Group("policy", policy =>
        {
            if (after["allowPromiscuous"].AsTruth == true)
            {
                policy.Group("security", security =>
                {
                    security.Truth("allowPromiscuous", true);
                    security.Truth("macChanges", true);
                    security.Truth("forgedTransmits", true);
                });
            }
        });
    });
}
