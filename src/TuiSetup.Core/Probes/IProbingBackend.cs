using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Core.Probes;

/// <summary>A backend that can test with real packets what a plan promises about who reaches whom.</summary>
public interface IProbingBackend
{
    /// <summary>Whether the plan promises something that packets can show.</summary>
    bool CanProbe(Plan plan);

    /// <summary>Sends probes between the hosts of a plan that was applied. It changes nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="names">The hosts to test, by the names that the plan has for them; empty: all, or as many as can be shown.</param>
    /// <param name="progress">Is told in a few words how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BackendException">Probes cannot be sent from here.</exception>
    ValueTask<ProbeReport> ProbeAsync(Plan plan, IReadOnlyList<string> names, IProgress<string> progress, CancellationToken cancel);
}
