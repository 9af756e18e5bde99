using System.Collections.Immutable;

namespace TuiSetup.Core.Probes;

/// <summary>Who reaches whom: what was promised beside what was measured.</summary>
/// <param name="Hosts">Those that were chosen, in the order of the matrix.</param>
/// <param name="Pairs">Each host with each other one.</param>
/// <param name="Unasked">How many more hosts there are, for which there is no room.</param>
public sealed record ProbeReport(ImmutableArray<ProbeHost> Hosts, ImmutableArray<ProbePair> Pairs, int Unasked = 0)
{
    /// <summary>What these probes cannot tell, as a sentence; empty when they tell all of it.</summary>
    public string Remark { get; init; } = "";

    public IEnumerable<ProbePair> Measured => Pairs.Where(pair => pair.IsMeasured);

    public IEnumerable<ProbePair> Broken => Pairs.Where(pair => pair.IsMeasured && !pair.IsAsPromised);

    /// <summary>Whether something was measured, and all of it is as promised.</summary>
    public bool IsAsPromised => Measured.Any() && !Broken.Any();
}

/// <summary>One end of probes.</summary>
/// <param name="Name">What the plan calls it.</param>
/// <param name="Role">What it is there.</param>
/// <param name="Address">Its IPv4 address; empty when it has none that is known here.</param>
/// <param name="Address6">Its IPv6 address; the same.</param>
/// <param name="Missing">Why it can neither send nor be asked, as a sentence; empty when it can.</param>
public sealed record ProbeHost(string Name, string Role, string Address, string Address6 = "", string Missing = "");

/// <summary>From one host to another.</summary>
/// <param name="From">Name of the sender.</param>
/// <param name="To">Name of the receiver.</param>
/// <param name="IsPromised">Whether it shall be reached.</param>
/// <param name="Found">What came there, by protocol; empty: nothing could be sent.</param>
public sealed record ProbePair(string From, string To, bool IsPromised, ImmutableArray<ProbeFinding> Found)
{
    public bool IsMeasured => Found.Length > 0 && !Found.Any(finding => finding.Passage == Passage.Untold);

    /// <summary>Whether any of them passed without anyone between them.</summary>
    public bool IsReached => Found.Any(finding => finding.Passage == Passage.Direct);

    /// <summary>Whether another machine passed something on.</summary>
    public bool IsRelayed => Found.Any(finding => finding.Passage == Passage.Relayed);

    public bool IsAsPromised => IsReached == IsPromised;
}

/// <summary>What became of the probes of one protocol.</summary>
/// <param name="Protocol">ARP, ICMP and TCP; over IPv6 NS (neighbour solicitation), ICMPv6 and TCP6.</param>
/// <param name="Passage">How they came there.</param>
public sealed record ProbeFinding(string Protocol, Passage Passage);

/// <summary>How a probe came to its receiver.</summary>
public enum Passage
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>As it was sent, with nobody between.</summary>
    Direct,

    /// <summary>By way of another machine.</summary>
    Relayed,

    /// <summary>Directly or by way of another machine: from here it is not told apart.</summary>
    Untold,
}
