using System.Collections.Immutable;
using TuiSetup.Backends.OpenVSwitch.OpenFlow;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>Makes the plan: in one transaction with the database each port and the bridge, then the flows in one bundle.</summary>
internal static class IsolationPlanner
{
    public const string PortOperation = "port", BridgeOperation = "bridge", FlowsOperation = "flows", Transaction = "ovsdb";

    public static Plan Plan(string wizard, string backend, AnswerSheet answers, IsolationFacts facts)
    {
        var request = IsolationRequest.From(answers);
        var bridge = facts.Ovs.Snapshot.Bridges[request.Bridge];
        IEnumerable<Step> steps = request.IsByFlows ? ByFlows(backend, request, bridge, facts) : ByProtection(backend, request, bridge, facts);
        return new Plan
        {
            Wizard = wizard,
            Backend = backend,
            Target = facts.Target,
            Answers = [answers.Secrets.Keys.Aggregate(answers, (sheet, secret) => sheet.Without(secret))],
            FactsDigest = facts.Digest,
            Steps = [.. steps],
        };
    }

    /// <summary>What is declared once the request is applied.</summary>
    public static BridgeIsolation After(IsolationRequest request, OvsBridge bridge, IsolationFacts facts)
    {
        var before = facts.DeclaredOn(bridge);
        var start = before.Vlans.IsEmpty
            ? new BridgeIsolation(facts.FreeTable(bridge.Name, IsolationFlows.TablesFor([request.ToPrivateVlan()])) ?? BridgeIsolation.UsualTable, facts.IsStandaloneNormal(bridge), [])
            : before;
        var after = start.With(request.ToPrivateVlan());
        return after.Vlans.IsEmpty ? BridgeIsolation.None : after;
    }

    private static List<Step> ByFlows(string backend, IsolationRequest request, OvsBridge bridge, IsolationFacts facts)
    {
        var before = facts.DeclaredOn(bridge);
        var after = After(request, bridge, facts);
        var steps = new List<Step>();
        foreach (var port in facts.Ovs.Snapshot.PortsOf(bridge))
        {
            if (PortValue.Wanted(port, before, after) is { } wanted)
            {
                steps.Add(PortStep(backend, bridge, port, wanted, RoleIn(after, port.Name)));
            }
        }

        steps.Add(BridgeStep(backend, bridge, before, after));
        steps.Add(FlowsStep(backend, bridge, after, facts) with { DependsOn = [.. steps.Where(step => step.Action != StepAction.Same).Select(step => step.Id)] });
        return steps;
    }

    private static IEnumerable<Step> ByProtection(string backend, IsolationRequest request, OvsBridge bridge, IsolationFacts facts)
        => facts.Ovs.Snapshot.PortsOf(bridge)
            .Select(port => (port, isolated: request.Roles.GetValueOrDefault(port.Name) == "isolated"))
            .Where(port => port.port.IsProtected || port.isolated)
            .Select(port => PortStep(backend, bridge, port.port, PortValue.Of(port.port) with { IsProtected = port.isolated }, port.isolated ? "isolated" : "promiscuous"));

    private static Step PortStep(string backend, OvsBridge bridge, OvsPort port, PortValue wanted, string role)
    {
        var (before, after) = (PortValue.Of(port).ToValue(), wanted.ToValue());
        return new Step
        {
            Id = $"port:{bridge.Name}/{port.Name}",
            Backend = backend,
            Operation = PortOperation,
            Target = $"Port {port.Name}",
            Action = before == after ? StepAction.Same : StepAction.Change,
            Summary = ObjectNames.Shown(role),
            Before = before,
            After = after,
            Arguments = Value.Map(("bridge", Value.Of(bridge.Name)), ("port", Value.Of(port.Name))),
            Transaction = Transaction,
        };
    }

    private static Step BridgeStep(string backend, OvsBridge bridge, BridgeIsolation before, BridgeIsolation after)
    {
        // What was standalone before the first private VLAN is that again after the last.
        var failMode = !after.Vlans.IsEmpty ? "secure" : before.FallsThrough ? "" : bridge.FailMode;
        var (was, becomes) = (BridgeValue(bridge.FailMode, before), BridgeValue(failMode, after));
        return new Step
        {
            Id = $"bridge:{bridge.Name}",
            Backend = backend,
            Operation = BridgeOperation,
            Target = $"Bridge {bridge.Name}",
            Action = was == becomes ? StepAction.Same : StepAction.Change,
            Summary = failMode == bridge.FailMode ? T("declares the private VLAN")
                : failMode == "secure" ? T("secure: without flows nothing passes; while it changes, the bridge passes nothing for a moment")
                : T("back to standalone"),
            Before = was,
            After = becomes,
            Arguments = Value.Map(("bridge", Value.Of(bridge.Name))),
            Transaction = Transaction,
        };
    }

    public static Value BridgeValue(string failMode, BridgeIsolation isolation)
        => Value.Map(
            ("fail_mode", failMode.Length > 0 ? Value.Of(failMode) : Value.Nothing),
            ("external_ids", Value.Map(Declaration.OfBridge(isolation).Select(id => (id.Key, Value.Of(id.Value))))));

    private static Step FlowsStep(string backend, OvsBridge bridge, BridgeIsolation after, IsolationFacts facts)
    {
        var (installed, wanted) = (facts.Installed(bridge), after.ToValue());
        var count = IsolationFlows.Of(after, name => facts.Ovs.Snapshot.FindPort(bridge, name)?.Ofport).Length;
        return new Step
        {
            Id = $"flows:{bridge.Name}",
            Backend = backend,
            Operation = FlowsOperation,
            Target = $"Flows of {bridge.Name}",
            Action = installed == wanted ? StepAction.Same : installed.IsNothing ? StepAction.Create : wanted.IsNothing ? StepAction.Remove : StepAction.Change,
            Summary = after.Vlans.IsEmpty ? T("no flows of ours") : T($"{count} flows in one bundle, in table 0 and from table {after.Table} on"),
            Before = installed,
            After = wanted,
            Arguments = Value.Map(
                ("bridge", Value.Of(bridge.Name)),
                ("others", Value.List(bridge.FailMode == "secure" ? [] : facts.OthersOn(bridge.Name).Where(flow => !IsolationSwitch.IsDefault(flow)).Select(FlowText.Write)))),
        };
    }

    private static string RoleIn(BridgeIsolation isolation, string port)
        => isolation.Vlans.Select(vlan => vlan.Ports.GetValueOrDefault(port)).FirstOrDefault(role => role is not null)?.ToString() ?? T("no role any more");
}
