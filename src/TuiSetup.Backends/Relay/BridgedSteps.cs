using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>The steps of a relay on layer 2: the policy, the bridge, which is closed, what opens it, and what does so at boot.</summary>
internal sealed class BridgedSteps(RelaySteps steps, RelaySetup setup, RelayFacts facts)
{
    private readonly Value _table = BridgedPolicy.Table(setup);

    public IEnumerable<Step> Now() =>
    [
        steps.Table(BridgedPolicy.Target, T($"what passes between isolated hosts on {setup.Interface}; the machine itself is not heard there"), facts.Ruleset.Find("bridge", RelayPolicy.TableName), _table),
        steps.Make(BridgeOperation.OperationName, $"bridge {RelayBridge.Name}", T($"{setup.Interface} is its only port; it learns no addresses"), BridgeOperation.Read(), BridgeOperation.Of(setup.Interface)) with
        {
            Arguments = BridgeOperation.Arguments(setup.Interface),
        },
        steps.Make(HairpinOperation.OperationName, $"relay on {setup.Interface}", T("what the policy allows goes out where it came in"), HairpinOperation.Of(RelayBridge.IsOpen(setup.Interface)), HairpinOperation.Of(isOpen: true)) with
        {
            Arguments = HairpinOperation.Arguments(setup.Interface),
        },
    ];

    public IEnumerable<Step> AtBoot() =>
    [
        steps.File(RelayUnits.PolicyFile, T("the policy for the next boot"), RelayUnits.Policy((BridgedPolicy.Target, _table))),
        .. steps.HasNetworkManager
            ? [steps.NetworkManagerFile(T($"NetworkManager leaves {setup.Interface} alone from the next boot on"), RelayUnits.NetworkManagerLines(setup.Interface))]
            : (Step[])[],
    ];
}
