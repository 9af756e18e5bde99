using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Kpti.Boot;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Kpti.Change;

/// <summary>Page-table isolation of this machine, by its kernel command line, from the next boot on.</summary>
internal sealed class KptiBackend : IBackend
{
    /// <summary>Where sd_booted(3) looks.</summary>
    private const string Booted = "/run/systemd/system";

    private readonly BackendContext _context;
    private readonly ICpuid _cpuid;
    private readonly RootFiles _files;
    private readonly LocalIdentity _identity;
    private readonly IHostTools _tools;
    private readonly GrubWordOperation _grub;
    private readonly GrubbyOperation _grubby;
    private readonly HostSteps _steps;
    private readonly KptiPlanner _planner;

    public KptiBackend(BackendContext context, SharedBus bus, ICpuid cpuid, IHostTools tools)
    {
        (_context, _cpuid, _files, _tools) = (context, cpuid, new RootFiles(context.Root), tools);
        var systemd = new SystemdUnits(bus, context.Time);
        var units = new UnitFileOperation(_files, systemd, new UnitOperation(systemd));
        (_identity, _grub, _grubby) = (new LocalIdentity(_files), new GrubWordOperation(_files, tools), new GrubbyOperation(tools));
        _steps = new HostSteps(
            _identity,
            new FileOperation(_files), _grub, new GrubEnvironmentOperation(_files, tools), _grubby, new OneShotOperation(_files, tools),
            new BeforeOperation(context), units);
        _planner = new KptiPlanner(Name, context, units);
    }

    public string Name => "kpti";

    public BackendVocabulary Vocabulary { get; } = new(KptiRequest.Fields, KptiFacts.Lists) { Current = KptiFacts.CurrentFields };

    public IReadOnlyDictionary<string, Value> Defaults { get; } = ImmutableDictionary<string, Value>.Empty;

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel) => await Task.Run(Read, cancel);

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
        => ValueTask.FromResult<IReadOnlyList<Problem>>(
            batch.Count > 1
                ? [Problem.Error(null, T("A machine has one kernel command line, and these are several answers for it."), T("Give one."))]
                : [.. KptiRules.Check(KptiRequest.From(batch[0], _context.Variable), (KptiFacts)facts)]);

    public async ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel) => new()
    {
        Wizard = wizard,
        Backend = Name,
        Target = facts.Target,
        Answers = [.. batch],
        FactsDigest = facts.Digest,
        Steps = await _planner.StepsAsync(KptiRequest.From(batch[0], _context.Variable), (KptiFacts)facts, cancel),
    };

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.ApplyAsync(unit, progress, cancel);

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel) => _steps.InspectAsync(unit, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.UndoAsync(unit, progress, cancel);

    private KptiFacts Read()
    {
        var machine = new MachineReader(_files, _cpuid).Read();
        return new KptiFacts(_identity.Target(), machine, LoaderOf(machine.Loader))
        {
            Boot = string.Concat(_files.Lines("/proc/sys/kernel/random/boot_id")).Trim(),
            HasSystemd = Directory.Exists(_files.PathOf(Booted)),
            IsRoot = Environment.IsPrivilegedProcess,
            Elsewhere = _context.Host,
            Unwritable = BootFolder.WhyUnwritable(_files, machine.Loader.Folder),
        };
    }

    private ILoader? LoaderOf(BootLoader loader) => loader.Kind switch
    {
        BootLoaderKind.Grub => new GrubLoader(Name, _files, _tools, _grub),
        BootLoaderKind.Grubby => new GrubbyLoader(Name, _grubby),
        BootLoaderKind.SystemdBoot => new SystemdBootLoader(Name, _files, loader),
        _ => null,
    };
}
