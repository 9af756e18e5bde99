using System.Collections.Immutable;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// Makes the steps of a relay, one after the other: first the policy, last what opens the relay. Undone in reverse, it is
/// closed before its policy goes.
/// </summary>
internal sealed class RelayPlanner(string backend, RootFiles files, INeighbours neighbours, UnitFileOperation units)
{
    private readonly RelaySteps _steps = new(backend, files, units);

    public async Task<ImmutableArray<Step>> StepsAsync(RelaySetup setup, RelayFacts facts, CancellationToken cancel)
    {
        var (now, atBoot) = setup.IsBridged
            ? (new BridgedSteps(_steps, setup, facts).Now(), new BridgedSteps(_steps, setup, facts).AtBoot())
            : (new RoutedSteps(_steps, neighbours, setup, facts).Now(), new RoutedSteps(_steps, neighbours, setup, facts).AtBoot());
        List<Step> steps = [.. now];
        if (facts.HasSystemd)
        {
            steps.AddRange(atBoot);
            steps.Add(await _steps.UnitAsync(RelayUnits.PolicyUnit, T("loads the policy before any network comes up"), RelayUnits.PolicyLines(setup.Interface), cancel));
            steps.Add(await _steps.UnitAsync(RelayUnits.KeeperUnit, T("keeps the relay open while its policy is there, and closed while it is not"), RelayUnits.KeeperLines(setup.Interface, setup.IsBridged, Environment.ProcessPath!), cancel));
        }

        return [.. steps.Select((step, index) => index == 0 ? step : step with { DependsOn = [steps[index - 1].Id] })];
    }
}
