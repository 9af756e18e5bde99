using System.Collections.Immutable;

namespace TuiSetup.Backends.Nftables;

/// <summary>All tables of a network namespace.</summary>
internal sealed record NftRuleset(ImmutableArray<NftTable> Tables)
{
    public NftTable? Find(string family, string name) => Tables.FirstOrDefault(table => table.Family == family && table.Name == name);
}

/// <summary>One table, such as <c>inet filter</c>.</summary>
internal sealed record NftTable(string Family, string Name, ImmutableArray<NftSet> Sets, ImmutableArray<NftChain> Chains, ImmutableArray<NftFlowtable> Flowtables)
{
    /// <summary>Whether all of it could be put into the words of nft(8), so that it can be written again.</summary>
    public bool IsUnderstood { get; init; } = true;

    public override string ToString() => $"{Family} {Name}";
}

/// <summary>A named set: what it holds, and its elements in order.</summary>
/// <param name="Name">Its name, without @.</param>
/// <param name="Type">Type of its elements, such as <c>ipv4_addr</c>.</param>
/// <param name="IsInterval">Whether it holds ranges.</param>
/// <param name="Elements">Its elements, as nft(8) writes them.</param>
internal sealed record NftSet(string Name, string Type, bool IsInterval, ImmutableArray<string> Elements);

/// <summary>A chain; one without a hook is only jumped to.</summary>
internal sealed record NftChain(string Name, NftHook? Hook, ImmutableArray<NftRule> Rules);

/// <summary>Where a base chain stands.</summary>
/// <param name="Type">filter, nat or route.</param>
/// <param name="Name">prerouting, input, forward, output, postrouting, ingress or egress.</param>
/// <param name="Priority">Lower comes first.</param>
/// <param name="Policy">accept or drop.</param>
internal sealed record NftHook(string Type, string Name, long Priority, string Policy);

/// <summary>A rule in the words of nft(8), without handle and counts.</summary>
/// <param name="Text">Its text; its comment stands at the end.</param>
/// <param name="Packets">What its counter counted; null without a counter.</param>
/// <param name="Bytes">The same in bytes.</param>
internal sealed record NftRule(string Text, long? Packets, long? Bytes);

/// <summary>A flowtable: connections in it pass these devices without being seen by any chain of the hook forward.</summary>
internal sealed record NftFlowtable(string Name, ImmutableArray<string> Devices);
