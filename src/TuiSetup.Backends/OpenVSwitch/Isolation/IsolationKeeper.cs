using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>Keeps a plan for when the flows are lost, and the units that apply it.</summary>
internal sealed class IsolationKeeper
{
    private const string Booted = "/run/systemd/system";

    private readonly BackendContext _context;
    private readonly RootFiles _files;
    private readonly UnitFileOperation _units;

    public IsolationKeeper(BackendContext context, SharedBus bus)
    {
        (_context, _files) = (context, new RootFiles(context.Root));
        var systemd = new SystemdUnits(bus, context.Time);
        _units = new UnitFileOperation(_files, systemd, new UnitOperation(systemd));
        Steps = new HostSteps(null, new KeptPlanOperation(), _units);
    }

    public HostSteps Steps { get; }

    /// <summary>Whether systemd runs here (sd_booted(3)).</summary>
    public bool CanKeep => Directory.Exists(_files.PathOf(Booted));

    /// <summary>The steps after the flows: what is kept then, or that nothing is kept any more.</summary>
    /// <param name="plan">The plan so far.</param>
    /// <param name="flows">Its step for the flows.</param>
    /// <param name="bridge">The bridge.</param>
    /// <param name="isKept">Whether it shall be kept.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IEnumerable<Step>> StepsAsync(Plan plan, Step flows, string bridge, bool isKept, CancellationToken cancel)
    {
        if (!CanKeep)
        {
            return [];
        }

        isKept &= !flows.After.IsNothing;
        var file = Path.Combine(_context.StateFolder, "kept", $"ovs-pvlan-{bridge.Replace('/', '_')}.json");
        var kept = KeptPlanOperation.MakeStep(plan.Backend, file, isKept ? plan with { Steps = [Again(flows)], IsRestoration = true } : null);
        var (service, path) = (IsolationUnits.ServiceOf(bridge), IsolationUnits.PathOf(bridge));
        var steps = new[]
        {
            kept,
            HostStep.Make(
                plan.Backend, UnitFileOperation.OperationName, service, isKept ? T("makes the flows again when ovs-vswitchd has started") : T("not needed any more"),
                await _units.ReadAsync(service, cancel),
                isKept ? UnitFileOperation.Of(IsolationUnits.ServiceLines(bridge, Environment.ProcessPath!, _context.StateFolder, file), "inactive") : Value.Nothing),
            HostStep.Make(
                plan.Backend, UnitFileOperation.OperationName, path, isKept ? T("sees ovs-vswitchd start again by itself") : T("not needed any more"),
                await _units.ReadAsync(path, cancel),
                isKept ? UnitFileOperation.Of(IsolationUnits.PathLines(bridge), "active") : Value.Nothing),
        };
        return steps.Where(step => step.Action != StepAction.Same || isKept).Select(step => step with { DependsOn = flows.Action == StepAction.Same ? [] : [flows.Id] });
    }

    /// <summary>The same flows, for a bridge that has lost them.</summary>
    private static Step Again(Step flows) => flows with
    {
        Action = StepAction.Create,
        Before = Value.Nothing,
        DependsOn = [],
        Arguments = flows.Arguments.With("others", Value.List(Array.Empty<string>())),
    };
}
