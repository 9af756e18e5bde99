using System.Collections.Immutable;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>Makes the plan: each mirror's row, and the row of each bridge that holds one.</summary>
internal static class MirrorPlanner
{
    public const string MirrorOperation = "mirror", BridgeOperation = "bridge", Transaction = "ovsdb";

    public static Plan Plan(string wizard, string backend, IReadOnlyList<AnswerSheet> batch, OvsFacts facts)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var group in batch.Select(MirrorRequest.From).GroupBy(request => request.Bridge))
        {
            var bridge = facts.Snapshot.Bridges[group.Key];
            var mirrors = group.Select(request => MirrorStep(backend, request, bridge, facts.Snapshot)).ToList();
            steps.AddRange(mirrors);
            if (mirrors.Any(step => step.Action != StepAction.Same))
            {
                steps.Add(BridgeStep(backend, bridge, mirrors, facts.Snapshot));
            }
        }

        return new Plan
        {
            Wizard = wizard,
            Backend = backend,
            Target = facts.Target,
            Answers = [.. batch.Select(WithoutSecrets)],
            FactsDigest = facts.Digest,
            Steps = steps.ToImmutable(),
        };
    }

    private static AnswerSheet WithoutSecrets(AnswerSheet answers)
        => answers.Secrets.Keys.Aggregate(answers, (sheet, secret) => sheet.Without(secret));

    private static Step MirrorStep(string backend, MirrorRequest request, OvsBridge bridge, OvsSnapshot snapshot)
    {
        var existing = snapshot.MirrorsOf(bridge).FirstOrDefault(mirror => mirror.Name == request.Name);
        var before = existing is null ? Value.Nothing : MirrorValue.Of(existing, snapshot);
        var after = MirrorValue.Of(request);
        var action = existing is null ? StepAction.Create : before == after ? StepAction.Same : StepAction.Change;
        return new Step
        {
            Id = $"mirror:{bridge.Name}/{request.Name}",
            Backend = backend,
            Operation = MirrorOperation,
            Target = $"Mirror {request.Name}",
            Action = action,
            Summary = Summarize(request, action),
            Before = before,
            After = after,
            Arguments = Value.Map(("bridge", Value.Of(bridge.Name)), ("name", Value.Of(request.Name))),
            Transaction = Transaction,
        };
    }

    private static Step BridgeStep(string backend, OvsBridge bridge, List<Step> mirrors, OvsSnapshot snapshot)
    {
        var before = snapshot.MirrorsOf(bridge).Select(mirror => mirror.Name).ToList();
        var created = mirrors.Where(step => step.Action == StepAction.Create).Select(step => step.Arguments["name"].AsText!).ToList();
        return new Step
        {
            Id = $"bridge:{bridge.Name}",
            Backend = backend,
            Operation = BridgeOperation,
            Target = $"Bridge {bridge.Name}",
            Action = StepAction.Change,
            Summary = T($"flood_vlans {Revalidation.Vlan}, which no frame has, makes it act on flows at once"),
            Before = BridgeValue(before, bridge.FloodVlans),
            After = BridgeValue(before.Concat(created), Revalidation.Toggle(bridge.FloodVlans)),
            Arguments = Value.Map(("bridge", Value.Of(bridge.Name)), ("created", Value.List(created))),
            Transaction = Transaction,
        };
    }

    private static Value BridgeValue(IEnumerable<string> mirrors, IEnumerable<long> floodVlans)
        => Value.Map(("mirrors", Value.List(mirrors.Order(StringComparer.Ordinal))), ("flood_vlans", Value.List(floodVlans)));

    private static string Summarize(MirrorRequest request, StepAction action)
    {
        var source = request.SelectAll ? T("everything") : string.Join(T(" and "), new[]
        {
            request.SelectSrcPort.Length > 0 ? T($"what {Names(request.SelectSrcPort)} sends") : "",
            request.SelectDstPort.Length > 0 ? T($"what {Names(request.SelectDstPort)} receives") : "",
        }.Where(part => part.Length > 0));
        var vlans = request.SelectVlan.Length > 0 ? T($" in VLAN {string.Join(", ", request.SelectVlan)}") : "";
        var destination = request.OutputPort is { } port ? T($"port {port}") : $"VLAN {request.OutputVlan}";
        return action == StepAction.Same
            ? T($"copies {source}{vlans} on {request.Bridge} to {destination}")
            : T($"copy {source}{vlans} on {request.Bridge} to {destination}");
    }

    private static string Names(ImmutableArray<string> ports)
        => ports.Length <= 3 ? string.Join(", ", ports) : T($"{ports[0]}, {ports[1]} and {ports.Length - 2} more");
}
