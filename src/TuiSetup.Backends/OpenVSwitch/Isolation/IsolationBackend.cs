using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.OpenVSwitch.OpenFlow;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Probes;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>Port roles of a private VLAN (RFC 5517) on an Open vSwitch bridge: declared in OVSDB, enforced by flows or by Port.protected.</summary>
internal sealed class IsolationBackend(BackendContext context, SharedBus bus) : IBackend, IWatchedBackend, IProbingBackend, IPictureBackend
{
    private readonly IsolationKeeper _keeper = new(context, bus);

    public string Name => "ovs-pvlan";

    public BackendVocabulary Vocabulary { get; } = new(
        [OvsdbEndpoint.DbField, OvsdbEndpoint.PrivateKeyField, OvsdbEndpoint.CertificateField, OvsdbEndpoint.CaCertificateField, .. IsolationRequest.Fields],
        IsolationFacts.Lists)
    {
        Current = IsolationFacts.Current,
    };

    public IReadOnlyDictionary<string, Value> Defaults { get; } = new Dictionary<string, Value> { [OvsdbEndpoint.DbField] = Value.Of(context.OvsAddress) };

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel)
    {
        var ovs = await OvsFacts.ReadAsync(answers, context, cancel);
        var flows = new Dictionary<string, IReadOnlyList<Flow>>();
        if (answers[IsolationRequest.BridgeField].AsText is { } bridge && ovs.Snapshot.Bridges.ContainsKey(bridge)
            && IsolationSwitch.IsLocal(ovs.Endpoint.Address) && answers[IsolationRequest.MethodField].AsText != IsolationRequest.Protected)
        {
            flows[bridge] = await new IsolationSwitch(ovs.Endpoint.Address, context.Time).ReadAsync(bridge, cancel);
        }

        return new IsolationFacts(ovs, flows) { CanKeep = _keeper.CanKeep };
    }

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<Problem>>(batch.Count > 1
            ? [Problem.Error(null, T("A private VLAN is set up by itself, not in a batch."), T("Make an answer file for each."))]
            : [.. IsolationRules.Check(IsolationRequest.From(batch[0]), (IsolationFacts)facts)]);

    public async ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
    {
        var request = IsolationRequest.From(batch[0]);
        var plan = IsolationPlanner.Plan(wizard, Name, batch[0], (IsolationFacts)facts);
        return plan.Steps.FirstOrDefault(step => step.Operation == IsolationPlanner.FlowsOperation) is { } flows
            ? plan with { Steps = [.. plan.Steps, .. await _keeper.StepsAsync(plan, flows, request.Bridge, request.Persists, cancel)] }
            : plan;
    }

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel)
        => _keeper.Steps.Knows(unit.Steps[0]) ? _keeper.Steps.ApplyAsync(unit, progress, cancel) : ChangeAsync(unit, undo: false, progress, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel)
        => _keeper.Steps.Knows(unit.Steps[0]) ? _keeper.Steps.UndoAsync(unit, progress, cancel) : ChangeAsync(unit, undo: true, progress, cancel);

    public async ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel)
    {
        if (_keeper.Steps.Knows(unit.Steps[0]))
        {
            return await _keeper.Steps.InspectAsync(unit, cancel);
        }

        var endpoint = OvsdbEndpoint.From(unit.Target);
        await using var client = await OvsdbClient.ConnectAsync(endpoint, context.Time, cancel);
        var snapshot = await OvsSnapshot.ReadAsync(client, cancel);
        if (unit.Steps is not [{ Operation: IsolationPlanner.FlowsOperation } flows])
        {
            return IsolationInspector.Inspect(unit, snapshot);
        }

        return snapshot.Bridges.TryGetValue(flows.Arguments["bridge"].AsText!, out var bridge)
            ? IsolationInspector.InspectFlows(flows, bridge, snapshot, await SwitchOf(endpoint).ReadAsync(bridge.Name, cancel))
            : new Inspection(StepState.Neither, T($"bridge '{flows.Arguments["bridge"]}' is gone."));
    }

    /// <summary>The session in use comes in by the bridge itself, or by a port that gets another role.</summary>
    public bool CanCutOff(Plan plan)
    {
        var session = LocalSession.Read(context.Variable).ServerInterfaces;
        return plan.Steps.Where(step => step.Action != StepAction.Same)
            .SelectMany(step => new[] { step.Arguments["bridge"].AsText, step.Arguments["port"].AsText }).OfType<string>().Any(session.Contains);
    }

    public bool CanProbe(Plan plan) => IsolationProbes.Hosts(plan).Any();

    public async ValueTask<ProbeReport> ProbeAsync(Plan plan, IReadOnlyList<string> names, IProgress<string> progress, CancellationToken cancel)
    {
        await using var client = await OvsdbClient.ConnectAsync(OvsdbEndpoint.From(plan.Target), context.Time, cancel);
        return await new IsolationProbes(context.Time).RunAsync(plan, await OvsSnapshot.ReadAsync(client, cancel), names, progress, cancel);
    }

    private async ValueTask ChangeAsync(StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        var endpoint = OvsdbEndpoint.From(unit.Target);
        await using var client = await OvsdbClient.ConnectAsync(endpoint, context.Time, cancel);
        var snapshot = await OvsSnapshot.ReadAsync(client, cancel);
        if (unit.Steps is [{ Operation: IsolationPlanner.FlowsOperation } flows])
        {
            var bridge = OvsRows.Bridge(flows, snapshot);
            progress.Report(T("one bundle of flows"));
            await SwitchOf(endpoint).WriteAsync(
                bridge.Name,
                IsolationInspector.Wanted(undo ? flows.Before : flows.After, bridge, snapshot),
                flows.Arguments["others"].Texts.Select(FlowText.Read).OfType<Flow>(),
                cancel);
            return;
        }

        var operations = new IsolationTransaction(unit, snapshot, undo).Build();
        var kept = await ReadOthersAsync(unit, endpoint, snapshot, undo, cancel);
        await OvsCommit.RunAsync(client, operations, undo, context.Time, progress, cancel);
        if (kept is { } others)
        {
            await PutBackAsync(endpoint, others.Bridge, others.Flows);
        }
    }

    /// <summary>ovs-vswitchd deletes all flows when fail_mode changes: those that others have there then.</summary>
    private async Task<(string Bridge, ImmutableArray<Flow> Flows)?> ReadOthersAsync(StepUnit unit, OvsdbEndpoint endpoint, OvsSnapshot snapshot, bool undo, CancellationToken cancel)
    {
        if (unit.Steps.FirstOrDefault(step => step.Operation == IsolationPlanner.BridgeOperation) is not { } step)
        {
            return null;
        }

        var bridge = OvsRows.Bridge(step, snapshot);
        var wanted = (undo ? step.Before : step.After)["fail_mode"].AsText ?? "";
        return wanted == bridge.FailMode
            ? null
            : (bridge.Name, [.. (await SwitchOf(endpoint).ReadAsync(bridge.Name, cancel)).Where(flow => !IsolationFlows.IsOurs(flow) && !IsolationSwitch.IsDefault(flow))]);
    }

    /// <summary>It is not stopped half-way: what others had must be there again.</summary>
    private async Task PutBackAsync(OvsdbEndpoint endpoint, string bridge, ImmutableArray<Flow> others)
    {
        var flows = SwitchOf(endpoint);
        var ours = (await flows.ReadAsync(bridge, CancellationToken.None)).Where(flow => IsolationFlows.IsOurs(flow) && !IsolationFlows.IsLearned(flow));
        await flows.WriteAsync(bridge, ours, others, CancellationToken.None);
    }

    private IsolationSwitch SwitchOf(OvsdbEndpoint endpoint) => new(endpoint.Address, context.Time);

    public IReadOnlyList<string> Draw(Plan plan, bool after) => IsolationPicture.Draw(plan, after);
}
