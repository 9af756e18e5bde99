using TuiSetup.Backends.Netlink.Native;
using TuiSetup.Backends.Nftables;

namespace TuiSetup.Backends.Relay;

/// <summary>A relay on layer 2 opens when its port sends frames back out where they came in.</summary>
internal sealed class BridgedGate(string name) : IRelayGate
{
    public bool HasPolicy(NftRuleset ruleset) => CurrentRelay.From(ruleset) is { IsBridged: true } current && current.Interface == name;

    public bool TryOpen()
    {
        if (InterfaceIndex.Of(name) is null)
        {
            return false;
        }

        RelayBridge.Make(name);
        RelayBridge.Open(name, isOpen: true);
        return true;
    }

    public void Close() => RelayBridge.Open(name, isOpen: false);
}
