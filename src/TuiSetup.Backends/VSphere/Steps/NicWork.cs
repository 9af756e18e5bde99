using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>
/// Network cards of one machine that move to other networks, in one ReconfigVM_Task. The device is sent back as it was
/// read but for what it is on, so that it keeps its MAC address, its link and everything else.
/// </summary>
internal sealed class NicWork : IStepWork
{
    public const string Kind = "nic";
    private const int Attempts = 3;

    /// <summary>How long another task of the same machine is waited for.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromSeconds(1);

    public string Operation => Kind;

    /// <summary>A card as plans have it.</summary>
    public static Value ToValue(string network, NicRecord nic) => Value.Map(
        ("network", Value.Of(network)),
        ("macAddress", Value.Of(nic.Mac)),
        ("connected", Value.Of(nic.Connected)));

    /// <summary>The card that goes first: its port is looked at too, and then someone is asked whether the others may follow.</summary>
    /// <param name="step">Its move.</param>
    /// <param name="others">Cards that follow.</param>
    public static Step AsCanary(Step step, int others) => step.Action == StepAction.Same || others == 0 ? step : step with
    {
        Arguments = step.Arguments.With(StepArguments.Canary, Value.Of(true)),
        Question = T($"The canary {step.Target["Card ".Length..]} is on {step.After["network"]}. Read back and as planned: its port group, its port, its link and its MAC address.\n\nLook whether the machine still does its work. {(others == 1 ? T("One other card follows") : T($"{others} other cards follow"))}."),
    };

    public async Task<Inspection> InspectAsync(VCenterSession session, StepUnit unit, CancellationToken cancel)
    {
        var machine = unit.Steps[0].Ref(StepArguments.Machine);
        var found = await session.Properties.ReadOneAsync(machine, cancel, "config.hardware.device", "runtime.powerState").ConfigureAwait(false);
        if (found is null)
        {
            return new Inspection(StepState.Neither, T("the machine is gone."));
        }

        var states = new List<Inspection>();
        foreach (var step in unit.Steps)
        {
            states.Add(await InspectAsync(session, step, found, cancel).ConfigureAwait(false));
        }

        return states.Find(state => state.State == StepState.Neither)
            ?? (states.Select(state => state.State).Distinct().Count() == 1 ? states[0] : new Inspection(StepState.Neither, T("some of its cards are as before and some as planned.")));
    }

    public async Task ChangeAsync(VCenterSession session, StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        var machine = unit.Steps[0].Ref(StepArguments.Machine);
        var since = session.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var found = await session.Properties.ReadOneAsync(machine, cancel, "config.hardware.device", "config.changeVersion").ConfigureAwait(false)
                ?? throw new BackendException(BackendFailure.Failed, T("The machine is gone."));
            if (await DevicesAsync(session, unit, found, undo, cancel).ConfigureAwait(false) is not { Count: > 0 } devices)
            {
                return;
            }

            try
            {
                await session.Tasks.RunAsync(Edit(machine, found, devices), progress, cancel).ConfigureAwait(false);
                break;
            }
            catch (VimFault raced) when (raced.Name == "ConcurrentAccess" && attempt < Attempts)
            {
                progress.Report(T("the machine was changed at this moment; reading it again"));
            }
            catch (VimFault busy) when (busy.Name == "TaskInProgress" && session.Time.GetElapsedTime(since) < Busy)
            {
                progress.Report(T("the machine is busy with another task; waiting for it"));
                attempt--;
                await Task.Delay(Pause, session.Time, cancel).ConfigureAwait(false);
            }
        }

        foreach (var canary in undo ? [] : unit.Steps.Where(step => step.Arguments[StepArguments.Canary].AsTruth == true))
        {
            await CanaryPort.CheckAsync(session, canary, progress, cancel).ConfigureAwait(false);
        }
    }

    private static SoapCall Edit(MoRef machine, ManagedObject found, IReadOnlyList<Element> devices) => new("ReconfigVM_Task", machine, to => to.Group("spec", spec =>
    {
        spec.Text("changeVersion", found["config.changeVersion"]?.Text is { Length: > 0 } version ? version : null);
        foreach (var device in devices)
        {
            spec.Group("deviceChange", change =>
            {
                change.Text("operation", "edit");
                change.Copy(device);
            });
        }
    }));

    /// <summary>The devices with their new backing; those that have it already are left out.</summary>
    private static async Task<IReadOnlyList<Element>> DevicesAsync(VCenterSession session, StepUnit unit, ManagedObject found, bool undo, CancellationToken cancel)
    {
        var devices = new List<Element>();
        foreach (var step in unit.Steps)
        {
            var card = Card(found, step) ?? throw new BackendException(BackendFailure.Failed, T($"{step.ShownTarget} is gone."));
            var wanted = await BackingAsync(session, step, undo ? StepArguments.From : StepArguments.To, cancel).ConfigureAwait(false)
                ?? throw new BackendException(BackendFailure.Failed, T($"The network '{(undo ? step.Before : step.After)["network"]}' is gone."));
            if (!NicBacking.From(card.Child("backing")).IsSameNetwork(wanted))
            {
                devices.Add(card.With(wanted.ToElement()) with { Name = "device" });
            }
        }

        return devices;
    }

    private static async Task<Inspection> InspectAsync(VCenterSession session, Step step, ManagedObject found, CancellationToken cancel)
    {
        if (Card(found, step) is not { } card)
        {
            return new Inspection(StepState.Neither, T($"{step.ShownTarget} is gone."));
        }

        var nic = InventoryReader.ReadNic(found.Ref, card, found.Text("runtime.powerState") == "poweredOn");
        var (from, to) = (
            await BackingAsync(session, step, StepArguments.From, cancel).ConfigureAwait(false),
            await BackingAsync(session, step, StepArguments.To, cancel).ConfigureAwait(false));
        var isAfter = to is not null && nic.Backing.IsSameNetwork(to);
        if (!isAfter && (from is null || !nic.Backing.IsSameNetwork(from)))
        {
            return new Inspection(StepState.Neither, T($"{step.ShownTarget} is on {await NameAsync(session, step, nic.Backing, cancel).ConfigureAwait(false)}."));
        }

        var planned = isAfter ? step.After : step.Before;
        var different = ToValue(planned["network"].AsText ?? "", nic).Entries.Where(entry => planned[entry.Key] != entry.Value)
            .Select(entry => $"{entry.Key}={entry.Value}").ToList();
        if (different.Count > 0)
        {
            return new Inspection(StepState.Neither, T($"{step.ShownTarget} has {string.Join(", ", different)}."));
        }

        return isAfter && step.Arguments[StepArguments.PortKeys].AsTruth == true && nic.Backing is NicBacking.Distributed { PortKey.Length: 0 }
            ? new Inspection(StepState.Neither, T($"{step.ShownTarget} is in the port group but on no port of it."))
            : new Inspection(isAfter ? StepState.After : StepState.Before);
    }

    /// <summary>The device of a step's card; null when it is gone.</summary>
    public static Element? Card(ManagedObject found, Step step)
        => InventoryReader.Cards(found["config.hardware.device"]).FirstOrDefault(card => card.Number("key") == step.Arguments[StepArguments.NicKey].AsNumber);

    /// <summary>Where a step comes from or leads to. A port group of the plan has no key before it is made, so it goes by its name.</summary>
    private static async Task<NicBacking?> BackingAsync(VCenterSession session, Step step, string side, CancellationToken cancel)
    {
        var value = step.Arguments[side];
        if (value[StepArguments.Name].AsText is not { } name)
        {
            return NicBacking.FromValue(value);
        }

        var group = await session.Portgroups.FindAsync(MoRef.Parse(value[StepArguments.Dvs].AsText ?? ""), one => one.Name == name, cancel).ConfigureAwait(false);
        return group is null ? null : new NicBacking.Distributed(value["switchUuid"].AsText ?? "", group.Key, "");
    }

    private static async Task<string> NameAsync(VCenterSession session, Step step, NicBacking backing, CancellationToken cancel)
    {
        if (backing is not NicBacking.Distributed port || step.Arguments[StepArguments.To][StepArguments.Dvs].AsText is not { } dvs)
        {
            return backing is NicBacking.Standard standard ? standard.Name : backing.ToString();
        }

        return (await session.Portgroups.FindAsync(MoRef.Parse(dvs), one => one.Key == port.PortgroupKey, cancel).ConfigureAwait(false))?.Name ?? port.PortgroupKey;
    }
}
