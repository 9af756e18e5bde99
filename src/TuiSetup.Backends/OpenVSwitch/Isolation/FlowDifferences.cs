using System.Collections.Immutable;
using TuiSetup.Backends.OpenVSwitch.OpenFlow;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>How the flows of ours that a bridge has differ from those that it should have. Learned ones do not count.</summary>
internal sealed record FlowDifferences(ImmutableArray<Flow> Missing, ImmutableArray<Flow> Changed, ImmutableArray<Flow> Extra)
{
    public bool AreNone => Missing.IsEmpty && Changed.IsEmpty && Extra.IsEmpty;

    /// <param name="wanted">What should be there.</param>
    /// <param name="all">All flows of the bridge.</param>
    public static FlowDifferences Of(IEnumerable<Flow> wanted, IEnumerable<Flow> all)
    {
        var there = all.Where(flow => IsolationFlows.IsOurs(flow) && !IsolationFlows.IsLearned(flow)).ToDictionary(flow => flow.Key);
        var (missing, changed) = (ImmutableArray.CreateBuilder<Flow>(), ImmutableArray.CreateBuilder<Flow>());
        foreach (var flow in wanted)
        {
            if (!there.Remove(flow.Key, out var present))
            {
                missing.Add(flow);
            }
            else if (!present.DoesTheSameAs(flow))
            {
                changed.Add(flow);
            }
        }

        return new FlowDifferences(missing.ToImmutable(), changed.ToImmutable(), [.. there.Values]);
    }

    /// <summary>As a sentence.</summary>
    public override string ToString()
    {
        var parts = new[] { Part(Missing.Length, T("missing")), Part(Changed.Length, T("changed")), Part(Extra.Length, T("too many")) }.Where(part => part.Length > 0);
        return T($"{string.Join(T(", "), parts)}.");
    }

    private static string Part(int count, string what) => count switch
    {
        0 => "",
        1 => T($"1 flow is {what}"),
        _ => T($"{count} flows are {what}"),
    };
}
