using System.Collections.Immutable;
using TuiSetup.Backends.Host;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>Properties on the system bus: each sheet of answers sets one, and undo sets what it was before.</summary>
internal sealed class PropertyBackend : IBackend
{
    private readonly SharedBus _bus;
    private readonly MachineIdentity _machine;
    private readonly HostSteps _steps;

    public PropertyBackend(SharedBus bus)
    {
        (_bus, _machine) = (bus, new MachineIdentity(bus));
        _steps = new HostSteps(_machine, new PropertyOperation(bus));
    }

    public string Name => "dbus";

    public BackendVocabulary Vocabulary { get; } = new(PropertyRequest.Fields, []);

    public IReadOnlyDictionary<string, Value> Defaults { get; } = ImmutableDictionary<string, Value>.Empty;

    public async ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel)
    {
        var (now, whyNot) = (new Dictionary<string, Value>(), new Dictionary<string, string>());
        if (PropertyRequest.From(answers) is { IsNamed: true } property)
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
        var requests = batch.Select(PropertyRequest.From).ToList();
        var twice = requests.Where(request => request.IsNamed).GroupBy(request => request.Target).Where(group => group.Count() > 1);
        return ValueTask.FromResult<IReadOnlyList<Problem>>(
        [
            .. requests.SelectMany(request => request.Problems()),
            .. requests.Where(request => ((PropertyFacts)facts).WhyNot.ContainsKey(request.Target))
                .Select(request => Problem.Error(PropertyRequest.PropertyField, $"{request.Property} cannot be read, so it could not be brought back. {((PropertyFacts)facts).WhyNot[request.Target]}", "Look it up with 'tuisetup dbus introspect'.")),
            .. twice.Select(group => Problem.Error(PropertyRequest.PropertyField, $"{group.Key} is set more than once.", "Set it once.")),
        ]);
    }

    public async ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var request in batch.Select(PropertyRequest.From))
        {
            var before = await PropertyOperation.ReadAsync(_bus, request, cancel);
            steps.Add(HostStep.Make(Name, PropertyOperation.OperationName, request.Target, $"Set the property {request.Property}", before, PropertyOperation.Described(request.Read())));
        }

        return new() { Wizard = wizard, Backend = Name, Target = facts.Target, Answers = [.. batch], FactsDigest = facts.Digest, Steps = steps.ToImmutable() };
    }

    public ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.ApplyAsync(unit, progress, cancel);

    public ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel) => _steps.InspectAsync(unit, cancel);

    public ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel) => _steps.UndoAsync(unit, progress, cancel);
}
