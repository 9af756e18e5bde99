using System.Collections.Immutable;
using TuiSetup.Backends.Accounts;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.FirstBoot;

/// <summary>The machine itself: language, name, time, network, access and services.</summary>
internal sealed class FirstBootBackend : IBackend, IGuardedBackend, IRestartBackend, IAsyncDisposable
{
    private readonly BackendContext _context;
    private readonly SharedBus _bus;
    private readonly NmClient _network;
    private readonly MachineIdentity _machine;
    private readonly HostSteps _steps;
    private readonly HostReader _reader;
    private readonly FirstBootPlanner _planner;

    public FirstBootBackend(BackendContext context, SharedBus bus)
    {
        (_context, _bus, _network, _machine) = (context, bus, new NmClient(bus), new MachineIdentity(bus));
        var files = new RootFiles(context.Host is null ? context.Root : null);
        var shadow = new ShadowFile(files, context.Time);
        var vault = new PasswordVault(context.StateFolder);
        var systemd = new SystemdUnits(bus, context.Time);
        var units = new UnitOperation(systemd);
        var locale = new LocaleOperation(bus, files);
        _steps = new HostSteps(
            _machine,
            new HostnameOperation(bus), new HostsOperation(files), new TimezoneOperation(bus), new NtpOperation(bus), locale, new KeyboardOperation(bus),
            new ResolverOperation(bus, files, systemd, context.Time), units, new PasswordOperation(shadow, vault), new AuthorizedKeyOperation(files), new ConnectionOperation(_network, new NmActivation(bus, context.Time), new NmSettling(_network, context.Time)));
        _reader = new HostReader(bus, files, systemd, locale);
        _planner = new FirstBootPlanner(Name, files, shadow, vault, units);
    }

    public string Name => "first-boot";

    public BackendVocabulary Vocabulary { get; } = new(FirstBootRequest.Fields, FirstBootFacts.Lists) { Current = FirstBootFacts.CurrentFields };

    public IReadOnlyDictionary<string, Value> Defaults { get; } = ImmutableDictionary<string, Value>.Empty;

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel)
    {
        var target = await _machine.TargetAsync(cancel);
        var host = await _reader.ReadAsync(cancel);
        try
        {
            return new FirstBootFacts(target, host, new NetworkFacts(target, await new NmSettling(_network, _context.Time).ReadAsync(cancel), LocalSession.Read(_context.Variable)), "");
        }
        catch (DBusException failed) when (!failed.IsDisconnected)
        {
            return new FirstBootFacts(target, host, null, HostState.Reason(failed));
        }
    }

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<Problem>>(
            batch.Count > 1
                ? [Problem.Error(null, T("A machine is set up once, and these are several answers for it."), T("Make an answer file for each machine."))]
                : [.. FirstBootRules.Check(FirstBootRequest.From(batch[0]), (FirstBootFacts)facts)]);

    public async ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel) => new()
    {
        Wizard = wizard,
        Backend = Name,
        Target = facts.Target,
        Answers = [.. batch.Select(answers => answers.Secrets.Keys.Aggregate(answers, (sheet, secret) => sheet.Without(secret)))],
        FactsDigest = facts.Digest,
        Steps = await _planner.StepsAsync(FirstBootRequest.From(batch[0]), (FirstBootFacts)facts, cancel),
    };

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.ApplyAsync(unit, progress, cancel);

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel) => _steps.InspectAsync(unit, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.UndoAsync(unit, progress, cancel);

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    public async ValueTask<bool> CanRestartAsync(CancellationToken cancel) => await MachinePower.CanRestartAsync(_bus, cancel);

    public async ValueTask RestartAsync(CancellationToken cancel) => await MachinePower.RestartAsync(_bus, cancel);

    public async ValueTask<IGuard?> GuardAsync(Plan plan, CancellationToken cancel)
        => await HostGuard.BeginAsync(_bus, await NetworkGuard.BeginAsync(plan, _network, _context.Time, cancel), cancel);
}
