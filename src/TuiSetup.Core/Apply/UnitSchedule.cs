using TuiSetup.Core.Plans;

namespace TuiSetup.Core.Apply;

/// <summary>
/// Which units may be worked on: each when everything that it needs is finished, in the plan's order. Backwards it is
/// the other way round, and the order too.
/// </summary>
internal sealed class UnitSchedule
{
    private readonly PriorityQueue<StepUnit, int> _ready = new();
    private readonly Dictionary<string, int> _missing = [];
    private readonly Dictionary<string, List<StepUnit>> _followers = [];
    private readonly Dictionary<string, int> _rank = [];

    public UnitSchedule(IReadOnlyList<StepUnit> units, bool backwards = false)
    {
        var unitOfStep = units.SelectMany(unit => unit.Steps.Select(step => (step.Id, Unit: unit))).ToDictionary(pair => pair.Id, pair => pair.Unit);
        for (var index = 0; index < units.Count; index++)
        {
            _rank[units[index].Id] = backwards ? -index : index;
            _missing[units[index].Id] = 0;
            _followers[units[index].Id] = [];
        }

        foreach (var unit in units)
        {
            foreach (var needed in unit.Steps.SelectMany(step => step.DependsOn).Select(unitOfStep.GetValueOrDefault).OfType<StepUnit>().Distinct().Where(needed => needed.Id != unit.Id))
            {
                var (first, then) = backwards ? (unit, needed) : (needed, unit);
                _followers[first.Id].Add(then);
                _missing[then.Id]++;
            }
        }

        Left = units.Count;
        foreach (var unit in units.Where(unit => _missing[unit.Id] == 0))
        {
            _ready.Enqueue(unit, _rank[unit.Id]);
        }
    }

    /// <summary>Units that were not taken yet.</summary>
    public int Left { get; private set; }

    /// <summary>The next unit that may be worked on; null when others must be finished first.</summary>
    public StepUnit? Take()
    {
        if (!_ready.TryDequeue(out var unit, out _))
        {
            return null;
        }

        Left--;
        return unit;
    }

    public void Finish(StepUnit unit)
    {
        foreach (var follower in _followers[unit.Id].Where(follower => --_missing[follower.Id] == 0))
        {
            _ready.Enqueue(follower, _rank[follower.Id]);
        }
    }
}
