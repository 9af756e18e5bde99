using System.Collections.Immutable;
using TuiSetup.Backends.Host;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>
/// Properties and calls on the system bus. A sheet of answers sets one property by its fields, or has steps, each of which
/// sets a property or calls a method. Undo sets properties to what they were before; a call is undone where the user said by
/// which method.
/// </summary>
internal sealed class PropertyBackend : IBackend
{
    private readonly SharedBus _bus;
    private readonly MachineIdentity _machine;
    private readonly HostSteps _steps;

    public PropertyBackend(BackendContext context, SharedBus bus)
    {
        (_bus, _machine) = (bus, new MachineIdentity(bus));
        _steps = new HostSteps(_machine, new PropertyOperation(bus), new CallOperation(bus, new CallMarks(context.StateFolder)));
    }

    public string Name => "dbus";

    public BackendVocabulary Vocabulary { get; } = new(PropertyRequest.Fields, []) { Prefixes = StepRequest.Prefixes };

    public IReadOnlyDictionary<string, Value> Defaults { get; } = ImmutableDictionary<string, Value>.Empty;

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel)
    {
        var (now, whyNot) = (new Dictionary<string, Value>(), new Dictionary<string, string>());
        foreach (var property in Readable(answers).Select(one => one.Property).DistinctBy(property => property.Target))
        {
            try
            {
                now[property.Target] = await PropertyOperation.ReadAsync(_bus, property, cancel);
            }
            catch (DBusException refused) when (!refused.IsDisconnected && !refused.IsBusMissing)
            {
                whyNot[property.Target] = $"{refused.Name}: {refused.Message}";
            }
        }

        return new PropertyFacts(await _machine.TargetAsync(cancel), now, whyNot);
    }

    public ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
    {
        var whyNot = ((PropertyFacts)facts).WhyNot;
        var twice = batch.SelectMany(Readable).Where(one => one.IsSet).GroupBy(one => one.Property.Target).Where(group => group.Count() > 1);
        return ValueTask.FromResult<IReadOnlyList<Problem>>(
        [
            .. batch.SelectMany(answers => PropertyRequest.From(answers).Problems()),
            .. batch.SelectMany(StepRequest.From).SelectMany(step => step.Problems()),
            .. batch.SelectMany(Readable).Where(one => whyNot.ContainsKey(one.Property.Target))
                .Select(one => Problem.Error(one.Field, T($"{one.Property.Property} cannot be read, so it could not be brought back. {whyNot[one.Property.Target]}"), T("Look it up with 'tuisetup dbus introspect'."))),
            .. twice.Select(group => Problem.Error(group.Last().Field, T($"{group.Key} is set more than once."), T("Set it once."))),
        ]);
    }

    public async ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var (sheet, answers) in batch.Index())
        {
            if (PropertyRequest.From(answers) is { IsNamed: true } property)
            {
                steps.Add(await PlanAsync(property, cancel));
            }

            // What one step does may be what the next one builds on.
            string? before = null;
            foreach (var request in StepRequest.From(answers))
            {
                var step = request.Property() is { } set ? await PlanAsync(set, cancel)
                    : CallOperation.Plan(Name, sheet + 1, request, request.ReadsProperty() is { } reads ? (await PropertyOperation.ReadAsync(_bus, reads, cancel))[PropertyOperation.ValueKey] : Value.Nothing);
                steps.Add(before is null ? step : step with { DependsOn = [before] });
                before = step.Id;
            }
        }

        return new() { Wizard = wizard, Backend = Name, Target = facts.Target, Answers = [.. batch], FactsDigest = facts.Digest, Steps = steps.ToImmutable() };
    }

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.ApplyAsync(unit, progress, cancel);

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel) => _steps.InspectAsync(unit, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.UndoAsync(unit, progress, cancel);

    private async Task<Step> PlanAsync(PropertyRequest request, CancellationToken cancel)
        => HostStep.Make(
            Name, PropertyOperation.OperationName, request.Target, T($"Set the property {request.Property}"),
            await PropertyOperation.ReadAsync(_bus, request, cancel), PropertyOperation.Described(request.Read()));

    /// <summary>The properties that a sheet names without a mistake, with the field that does.</summary>
    private static IEnumerable<(string Field, PropertyRequest Property, bool IsSet)> Readable(AnswerSheet answers)
    {
        if (PropertyRequest.From(answers) is { IsNamed: true } property)
        {
            yield return (PropertyRequest.PropertyField, property, true);
        }

        foreach (var step in StepRequest.From(answers).Where(step => !step.Problems().Any()))
        {
            if (step.Property() is { } set)
            {
                yield return (step.Field, set, true);
            }
            else if (step.ReadsProperty() is { } reads)
            {
                yield return (step.Field + StepRequest.ReadsSuffix, reads, false);
            }
        }
    }
}
