using TuiSetup.Backends;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.Backends.Kpti.Boot;
using TuiSetup.Backends.Kpti.Change;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>The wizard's backend on the files of a recorded machine. Its boot loader's programs are the other side of a wire.</summary>
internal sealed class KptiHost : IHostTools, IDisposable
{
    private readonly BackendContext _context;

    public KptiHost(string machine)
    {
        Machine = new RecordedMachine(machine);
        _context = Machine.Context(TimeProvider.System) with { StateFolder = Machine.Root + "/state", Variable = name => name == "SUDO_USER" ? "alice" : null };
        Backend = new KptiBackend(_context, new SharedBus(new SdBusConnector(), BusAddress.System(_ => null)), Machine, this);
    }

    public RecordedMachine Machine { get; }

    public KptiBackend Backend { get; }

    /// <summary>What was run, a line each.</summary>
    public List<string> Runs { get; } = [];

    /// <summary>Does what a program would do, and prints what it would print.</summary>
    public Func<string, IReadOnlyList<string>, string> Program { get; set; } = (_, _) => "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static AnswerSheet Answers(string pti, bool once = false, string reason = "", params string[] confirmed)
        => AnswerSheet.Empty.With(KptiRequest.PtiField, Value.Of(pti)).With(KptiRequest.OnceField, Value.Of(once)).With(KptiRequest.ReasonField, Value.Of(reason)).WithConfirmed(confirmed);

    public Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        Runs.Add($"{Path.GetFileName(program)} {string.Join(' ', arguments)}".TrimEnd());
        return Task.FromResult(Program(program, arguments));
    }

    public async Task<IReadOnlyList<Problem>> CheckAsync(AnswerSheet answers) => await Backend.ValidateAsync([answers], await Backend.ReadAsync(answers, Cancel), Cancel);

    public async Task<Plan> PlanAsync(AnswerSheet answers) => await Backend.PlanAsync("kpti", [answers], await Backend.ReadAsync(answers, Cancel), Cancel);

    /// <summary>Applies each unit as the engine does: as before, then as after.</summary>
    public async Task ApplyAsync(Plan plan)
    {
        foreach (var unit in plan.Units())
        {
            Assert.Equal(StepState.Before, (await Backend.InspectAsync(unit, Cancel)).State);
            await Backend.ApplyAsync(unit, new Progress<string>(), Cancel);
            Assert.Equal("", (await Backend.InspectAsync(unit, Cancel)).Detail);
            Assert.Equal(StepState.After, (await Backend.InspectAsync(unit, Cancel)).State);
        }
    }

    public async Task UndoAsync(Plan plan)
    {
        foreach (var unit in plan.Units().Reverse())
        {
            await Backend.UndoAsync(unit, new Progress<string>(), Cancel);
            Assert.Equal(StepState.Before, (await Backend.InspectAsync(unit, Cancel)).State);
        }
    }

    public string Read(string path) => File.ReadAllText(Machine.Root + path);

    public bool Has(string path) => File.Exists(Machine.Root + path);

    public void Dispose() => Machine.Dispose();
}
