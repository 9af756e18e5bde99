using System.Runtime.CompilerServices;
using TuiSetup.Backends.OpenVSwitch.Ovsdb;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>Port mirroring on Open vSwitch (ovs-vswitchd.conf.db(5), table Mirror).</summary>
internal sealed class MirrorBackend(BackendContext context) : IBackend, ILiveBackend, IPictureBackend
{
    public string Name => "ovs-mirror";

    public BackendVocabulary Vocabulary { get; } = new(
        [OvsdbEndpoint.DbField, OvsdbEndpoint.PrivateKeyField, OvsdbEndpoint.CertificateField, OvsdbEndpoint.CaCertificateField, .. MirrorRequest.Fields],
        OvsFacts.Lists);

    public IReadOnlyDictionary<string, Value> Defaults { get; } = new Dictionary<string, Value> { [OvsdbEndpoint.DbField] = Value.Of(context.OvsAddress) };

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel) => await OvsFacts.ReadAsync(answers, context, cancel);

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
    {
        var found = (OvsFacts)facts;
        var problems = new List<Problem>();
        for (var index = 0; index < batch.Count; index++)
        {
            var place = batch.Count > 1 ? $"answers[{index}]" : "";
            problems.AddRange(MirrorRules.Check(MirrorRequest.From(batch[index]), found).Select(problem => problem with { Place = place }));
            if (batch[index][OvsdbEndpoint.DbField] != batch[0][OvsdbEndpoint.DbField])
            {
                problems.Add(Problem.Error(OvsdbEndpoint.DbField, T("A batch is for one Open vSwitch, but this is another one."), T("Make an answer file for each.")) with { Place = place });
            }
        }

        problems.AddRange(MirrorRules.CheckTogether([.. batch.Select(MirrorRequest.From)], found));
        return ValueTask.FromResult<IReadOnlyList<Problem>>(problems);
    }

    public ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => ValueTask.FromResult(MirrorPlanner.Plan(wizard, Name, batch, (OvsFacts)facts));

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel)
        => TransactAsync(unit, undo: false, progress, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel)
        => TransactAsync(unit, undo: true, progress, cancel);

    public async ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel)
    {
        await using var client = await OvsdbClient.ConnectAsync(OvsdbEndpoint.From(unit.Target), context.Time, cancel);
        return MirrorInspector.Inspect(unit, await OvsSnapshot.ReadAsync(client, cancel));
    }

    public async IAsyncEnumerable<IReadOnlyList<LiveReading>> WatchAsync(Plan plan, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var client = await OvsdbClient.ConnectAsync(OvsdbEndpoint.From(plan.Target), context.Time, cancel);
        var snapshot = await OvsSnapshot.ReadAsync(client, cancel);
        var watched = plan.Steps.Where(step => step.Operation == MirrorPlanner.MirrorOperation)
            .SelectMany(step => snapshot.Bridges.TryGetValue(step.Arguments["bridge"].AsText!, out var bridge)
                ? snapshot.MirrorsOf(bridge).Where(mirror => mirror.Name == step.Arguments["name"].AsText).Select(mirror => (mirror.Uuid, step.Target))
                : [])
            .ToDictionary(pair => pair.Uuid, pair => pair.Target);
        await foreach (var rows in client.MonitorAsync("Mirror", ["statistics"], cancel))
        {
            var readings = rows.Where(row => row.Row is not null && watched.ContainsKey(row.Uuid))
                .SelectMany(row => Readings(watched[row.Uuid], new OvsdbRow(row.Row!))).ToList();
            if (readings.Count > 0)
            {
                yield return readings;
            }
        }
    }

    private static IEnumerable<LiveReading> Readings(string target, OvsdbRow row)
    {
        var statistics = row.Map("statistics");
        foreach (var name in (string[])["tx_packets", "tx_bytes"])
        {
            if (long.TryParse(statistics.GetValueOrDefault(name), out var value))
            {
                yield return new LiveReading(target, name, value);
            }
        }
    }

    private async ValueTask TransactAsync(StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        await using var client = await OvsdbClient.ConnectAsync(OvsdbEndpoint.From(unit.Target), context.Time, cancel);
        var snapshot = await OvsSnapshot.ReadAsync(client, cancel);
        var operations = new MirrorTransaction(unit, snapshot, undo).Build();
        await OvsCommit.RunAsync(client, operations, undo, context.Time, progress, cancel);
    }

    public IReadOnlyList<string> Draw(Plan plan, bool after) => MirrorPicture.Draw(plan, after);
}
