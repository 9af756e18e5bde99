using TuiSetup.Backends.Nftables;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Relay;

/// <summary>What opens and closes a relay in the kernel.</summary>
internal interface IRelayGate
{
    /// <summary>Whether the whole policy for the interface is in the packet filter.</summary>
    bool HasPolicy(NftRuleset ruleset);

    /// <summary>Opens it; what is open already is not touched.</summary>
    /// <returns>False: the interface is not there.</returns>
    /// <exception cref="BackendException">The kernel refused.</exception>
    bool TryOpen();

    /// <exception cref="BackendException">The kernel refused.</exception>
    void Close();
}
