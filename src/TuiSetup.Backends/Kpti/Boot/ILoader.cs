using System.Collections.Immutable;
using TuiSetup.Backends.Kpti.Change;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>How one boot loader gets another word onto the kernel command line.</summary>
internal interface ILoader
{
    /// <summary>Whether it can boot a line once, and go back by itself.</summary>
    bool CanTryOnce { get; }

    /// <summary>What stands against it, in its own files.</summary>
    IEnumerable<Problem> Check(KptiRequest request);

    /// <summary>The steps, in order.</summary>
    Task<ImmutableArray<Step>> StepsAsync(KptiRequest request, CancellationToken cancel);
}
