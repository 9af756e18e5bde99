using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>
/// Entries that a plan adds to a switch's PVLAN map. Entries of others are nobody's business here, unless they stand
/// in the place of ours.
/// </summary>
internal sealed class PvlanMapWork : IStepWork
{
    public const string Kind = "pvlan-map", Entries = "entries";

    public string Operation => Kind;

    public async Task<Inspection> InspectAsync(VCenterSession session, StepUnit unit, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        var config = await session.Properties.ReadOneAsync(step.Ref(StepArguments.Dvs), cancel, "config").ConfigureAwait(false);
        if (config?["config"] is not { } found)
        {
            return new Inspection(StepState.Neither, T("the switch is gone."));
        }

        var (now, all) = (Map(found), ParseAll(step.After));
        var ours = Ours(step);
        if (all.All(now.Contains))
        {
            return new Inspection(StepState.After);
        }

        if (now.Find(entry => ours.Exists(mine => mine.Secondary == entry.Secondary && mine != entry)) is { } other)
        {
            return new Inspection(StepState.Neither, T($"VLAN {other.Secondary} is now {other}."));
        }

        return ours.Exists(now.Contains) || !ParseAll(step.Before).All(now.Contains)
            ? new Inspection(StepState.Neither, T($"its PVLAN map is now {string.Join(", ", now)}."))
            : new Inspection(StepState.Before);
    }

    public Task ChangeAsync(VCenterSession session, StepUnit unit, bool undo, IProgress<string> progress, CancellationToken cancel)
    {
        var step = unit.Steps[0];
        return DvsWriter.ChangeAsync(session, step.Ref(StepArguments.Dvs), config => undo ? Remove(step, config) : Add(step, config), progress, cancel);
    }

    /// <summary>The promiscuous entry must be there before its secondaries.</summary>
    private static Action<SoapWriter>? Add(Step step, Element config)
    {
        var now = Map(config);
        var missing = Ours(step).Where(entry => !now.Contains(entry)).OrderBy(entry => entry.Type != PvlanEntry.Promiscuous).ToList();
        if (missing.Find(entry => now.Exists(other => other.Secondary == entry.Secondary)) is { } taken)
        {
            throw new BackendException(BackendFailure.Drifted, T($"VLAN {taken.Secondary} was put into the PVLAN map by someone else. Make the plan again."));
        }

        return missing.Count == 0 ? null : to => missing.ForEach(entry => entry.Write(to, "add"));
    }

    private static Action<SoapWriter>? Remove(Step step, Element config)
    {
        var now = Map(config);
        var present = Ours(step).Where(now.Contains).OrderBy(entry => entry.Type == PvlanEntry.Promiscuous).ToList();
        return present.Count == 0 ? null : to => present.ForEach(entry => entry.Write(to, "remove"));
    }

    private static List<PvlanEntry> Map(Element config) => [.. config.All("pvlanConfig").Select(PvlanEntry.From)];

    private static List<PvlanEntry> Ours(Step step) => [.. ParseAll(step.After).Except(ParseAll(step.Before))];

    private static IEnumerable<PvlanEntry> ParseAll(Value side) => side[Entries].Texts.Select(PvlanEntry.Parse);
}
