namespace TuiSetup.Backends.Nftables;

/// <summary>The packet filter of this network namespace.</summary>
internal interface INft
{
    /// <summary>All tables.</summary>
    /// <exception cref="NftException">It cannot be read.</exception>
    NftRuleset Read();

    /// <summary>Does what the commands say as one transaction, or nothing of it.</summary>
    /// <exception cref="NftException">It was refused.</exception>
    void Run(string commands);
}
