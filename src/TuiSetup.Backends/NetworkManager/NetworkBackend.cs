using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>Addresses and interfaces of this host, by NetworkManager, under its checkpoint.</summary>
internal sealed class NetworkBackend : IBackend, IGuardedBackend
{
    private readonly BackendContext _context;
    private readonly SharedBus _bus;
    private readonly NmClient _client;
    private readonly MachineIdentity _machine;
    private readonly HostSteps _steps;

    public NetworkBackend(BackendContext context, SharedBus bus)
    {
        (_context, _bus, _client, _machine) = (context, bus, new NmClient(bus), new MachineIdentity(bus));
        _steps = new HostSteps(_machine, new ConnectionOperation(_client, new NmActivation(bus, context.Time), new NmSettling(_client, context.Time)));
    }

    public string Name => "network";

    public BackendVocabulary Vocabulary { get; } = new(NetworkRequest.Fields, NetworkFacts.Lists) { Current = NetworkFacts.CurrentFields };

    public IReadOnlyDictionary<string, Value> Defaults { get; } = ImmutableDictionary<string, Value>.Empty;

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel)
        => new NetworkFacts(await _machine.TargetAsync(cancel), await new NmSettling(_client, _context.Time).ReadAsync(cancel), LocalSession.Read(_context.Variable));

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<Problem>>([.. batch.SelectMany((answers, index) => NetworkRules.Check(NetworkRequest.From(answers), (NetworkFacts)facts)
            .Select(problem => problem with { Place = batch.Count > 1 ? $"answers[{index}]" : "" }))]);

    public ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => ValueTask.FromResult(new Plan
        {
            Wizard = wizard,
            Backend = Name,
            Target = facts.Target,
            Answers = [.. batch],
            FactsDigest = facts.Digest,
            Steps = [.. batch.SelectMany(answers => NetworkPlanner.Steps(Name, NetworkRequest.From(answers), (NetworkFacts)facts))],
        });

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.ApplyAsync(unit, progress, cancel);

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel) => _steps.InspectAsync(unit, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.UndoAsync(unit, progress, cancel);

    public async ValueTask<IGuard?> GuardAsync(Plan plan, CancellationToken cancel) => await NetworkGuard.BeginAsync(plan, _client, _context.Time, cancel);
}
