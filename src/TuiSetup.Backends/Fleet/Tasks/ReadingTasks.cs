using Newtonsoft.Json.Linq;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary><c>tuisetup.ping()</c>: the worker is there.</summary>
internal sealed class PingTask : IFleetTask
{
    public string Name => FleetNames.PingTask;

    public bool IsLong => false;

    public bool IsOpen => true;

    public Task<JToken> RunAsync(TaskContext context, CancellationToken cancel) => Task.FromResult<JToken>("pong");
}

/// <summary><c>tuisetup.facts(wizard, answers={})</c>: what a wizard's pages would offer on this machine.</summary>
internal sealed class FactsTask(FleetMachine machine) : IFleetTask
{
    public string Name => FleetNames.FactsTask;

    public async Task<JToken> RunAsync(TaskContext context, CancellationToken cancel)
    {
        var source = new PlanSource(machine);
        var arguments = new TaskArguments(context.Message, PlanSource.Wizard, PlanSource.Answers);
        var wizard = source.FindWizard(arguments);
        var answers = PlanSource.ReadAnswers(wizard, arguments, isPartial: true)[0];
        var backend = machine.Backends[wizard.Backend];
        var facts = await backend.ReadAsync(answers, cancel).ConfigureAwait(false);
        return new JObject
        {
            ["target"] = new JObject { ["address"] = facts.Target.Address, ["identity"] = facts.Target.Identity },
            ["digest"] = facts.Digest,
            ["lists"] = new JObject(backend.Vocabulary.Lists.Select(list => new JProperty(list, Choices(facts, list, answers)))),
        };
    }

    private static JArray Choices(Facts facts, string list, AnswerSheet answers)
        => [.. facts.List(list, answers).Select(choice => new JObject { ["value"] = choice.Value, ["label"] = choice.Label })];
}

/// <summary><c>tuisetup.plan(wizard, answers, confirm=[])</c>: what the answers would change here. Nothing is changed.</summary>
internal sealed class PlanTask(FleetMachine machine) : IFleetTask
{
    public string Name => FleetNames.PlanTask;

    public async Task<JToken> RunAsync(TaskContext context, CancellationToken cancel)
    {
        var arguments = new TaskArguments(context.Message, PlanSource.Wizard, PlanSource.Answers, PlanSource.Confirm);
        var (plan, warnings) = await new PlanSource(machine).MakeAsync(arguments, cancel).ConfigureAwait(false);
        return new JObject
        {
            ["plan"] = PlanFile.ToJson(plan),
            ["changesNothing"] = plan.ChangesNothing,
            ["warnings"] = new JArray(warnings.Select(warning => warning.ToString())),
        };
    }
}

/// <summary><c>tuisetup.verify(plan)</c>: whether this machine is as a plan says.</summary>
internal sealed class VerifyTask(FleetMachine machine) : IFleetTask
{
    public string Name => FleetNames.VerifyTask;

    public async Task<JToken> RunAsync(TaskContext context, CancellationToken cancel)
    {
        var plan = PlanSource.ReadPlan(new TaskArguments(context.Message, PlanSource.Plan)[PlanSource.Plan]);
        var found = await machine.Engine.VerifyAsync(plan, cancel).ConfigureAwait(false);
        return new JObject
        {
            ["asPlanned"] = found.All(unit => unit.Found.State == StepState.After),
            ["units"] = new JArray(found.Select(unit => new JObject
            {
                ["steps"] = new JArray(unit.Unit.Steps.Select(step => step.Id)),
                ["state"] = ReportJson.Name(unit.Found.State),
                ["detail"] = unit.Found.Detail,
            })),
        };
    }
}
