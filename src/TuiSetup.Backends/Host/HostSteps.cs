using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Host;

/// <summary>Applies, inspects and takes back steps by their operations. Each step is a unit of its own.</summary>
/// <param name="machine">Tells whether a plan is for this machine; null where something else does.</param>
/// <param name="operations">What steps can name.</param>
internal sealed class HostSteps(IMachineIdentity? machine, params IReadOnlyList<IHostOperation> operations)
{
    public async ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel)
    {
        foreach (var step in unit.Steps)
        {
            await Find(step).WriteAsync(step, step.After, progress, cancel);
        }
    }

    public async ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel)
    {
        foreach (var step in unit.Steps.Reverse())
        {
            await Find(step).WriteAsync(step, step.Before, progress, cancel);
        }
    }

    public async ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel)
    {
        if (machine is not null && await machine.ReadAsync(cancel) is var identity && identity != unit.Target.Identity)
        {
            return new Inspection(StepState.Neither, T($"the plan is for the machine {unit.Target.Identity}, and this one is {identity}."));
        }

        var states = new HashSet<StepState>();
        foreach (var step in unit.Steps)
        {
            var now = await Find(step).ReadAsync(step, cancel);
            if (now != step.After && now != step.Before)
            {
                return new Inspection(StepState.Neither, T($"{step.ShownTarget} is now {Difference(now, step)}."));
            }

            if (step.Action != StepAction.Same)
            {
                states.Add(now == step.After ? StepState.After : StepState.Before);
            }
        }

        return states.Count > 1
            ? new Inspection(StepState.Neither, T("some of it is as before and some as planned."))
            : new Inspection(states.Contains(StepState.Before) ? StepState.Before : StepState.After);
    }

    /// <summary>Whether a step is one of these.</summary>
    public bool Knows(Step step) => operations.Any(operation => operation.Name == step.Operation);

    private static string Difference(Value now, Step step)
        => now.Entries.IsEmpty
            ? now.IsNothing ? T("not there") : now.ToString()!
            : string.Join(", ", now.Entries.Where(entry => entry.Value != step.After[entry.Key] && entry.Value != step.Before[entry.Key])
                .DefaultIfEmpty(now.Entries[0]).Select(entry => $"{entry.Key}={entry.Value}"));

    private IHostOperation Find(Step step)
        => operations.FirstOrDefault(operation => operation.Name == step.Operation)
            ?? throw new Core.Problems.BackendException(Core.Problems.BackendFailure.Failed, T($"There is no operation '{step.Operation}'. The plan was made by another version."));
}
