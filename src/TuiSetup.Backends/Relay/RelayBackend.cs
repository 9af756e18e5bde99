using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Relay;

/// <summary>This machine as the relay on a port of a switch: it passes on, under a policy, what isolated hosts may say to each other.</summary>
internal sealed class RelayBackend : IBackend, ILiveBackend, IWatchedBackend, IPictureBackend
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly BackendContext _context;
    private readonly RelayReader _reader;
    private readonly RelayPlanner _planner;
    private readonly HostSteps _steps;
    private readonly INft _nft;

    public RelayBackend(BackendContext context, SharedBus bus, INft nft, INeighbours neighbours)
    {
        (_context, _nft) = (context, nft);
        var files = new RootFiles(context.Root);
        var (sysctl, systemd) = (new Sysctl(files), new SystemdUnits(bus, context.Time));
        var units = new UnitFileOperation(files, systemd, new UnitOperation(systemd));
        var identity = new LocalIdentity(files);
        _reader = new RelayReader(context, identity, files, sysctl, nft);
        _planner = new RelayPlanner(Name, files, neighbours, units);
        _steps = new HostSteps(
            identity,
            new TableOperation(nft), new SysctlOperation(sysctl), new Ipv6ForwardingOperation(sysctl), new ProxyNeighbourOperation(neighbours), new FileOperation(files), new NmFileOperation(files, bus), units, new BridgeOperation(), new HairpinOperation());
    }

    public string Name => "relay";

    public BackendVocabulary Vocabulary { get; } = new(RelayRequest.Fields, RelayFacts.Lists) { Current = RelayFacts.CurrentFields };

    public IReadOnlyDictionary<string, Value> Defaults { get; } = ImmutableDictionary<string, Value>.Empty;

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel) => await Task.Run(_reader.Read, cancel);

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<Problem>>(
            batch.Count > 1
                ? [Problem.Error(null, T("A machine is one relay, and these are several answers for it."), T("Put all rules into one."))]
                : [.. RelayRules.Check(RelayRequest.From(batch[0]), (RelayFacts)facts)]);

    public async ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
    {
        var relay = (RelayFacts)facts;
        return new Plan
        {
            Wizard = wizard,
            Backend = Name,
            Target = facts.Target,
            Answers = [.. batch],
            FactsDigest = facts.Digest,
            Steps = await _planner.StepsAsync(RelaySetup.From(RelayRequest.From(batch[0]), relay), relay, cancel),
        };
    }

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.ApplyAsync(unit, progress, cancel);

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel) => _steps.InspectAsync(unit, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.UndoAsync(unit, progress, cancel);

    /// <summary>The session in use comes in by the relay's interface.</summary>
    public bool CanCutOff(Plan plan) => plan.Answers.Any(answers => LocalSession.Read(_context.Variable).ServerInterfaces.Contains(RelayRequest.From(answers).Interface));

    /// <summary>How many packets the policy let through, and how many it dropped; nft(8) tells it of each rule.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LiveReading>> WatchAsync(Plan plan, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            yield return await Task.Run(Readings, cancel);
            await Task.Delay(Pause, _context.Time, cancel);
        }
    }

    private IReadOnlyList<LiveReading> Readings()
    {
        var ruleset = _nft.Read();
        var chains = (ruleset.Find("inet", RelayPolicy.TableName) ?? ruleset.Find("bridge", RelayPolicy.TableName))?.Chains ?? [];
        return [.. chains.Where(chain => chain.Name is RelayPolicy.RelayChain or BridgedPolicy.AnswersChain).SelectMany(chain => chain.Rules.Select(rule => (chain.Name, Rule: rule)))
            .Where(rule => rule.Rule.Packets is not null)
            .Select(rule => (Name: rule switch
            {
                { Name: BridgedPolicy.AnswersChain } => "answers",
                { Rule.Text: var text } when text.StartsWith("ct state", StringComparison.Ordinal) => "established",
                { Rule.Text: "counter drop" } => "dropped",
                { Rule.Text: var text } when text.Contains(" comment ", StringComparison.Ordinal) => "allowed",
                _ => "",
            }, Packets: rule.Rule.Packets!.Value))
            .Where(reading => reading.Name.Length > 0)
            .GroupBy(rule => rule.Name).Select(group => new LiveReading(group.Key, "packets", group.Sum(rule => rule.Packets)))];
    }

    public IReadOnlyList<string> Draw(Plan plan, bool after) => RelayPicture.Draw(plan, after);
}
