using System.Collections.Immutable;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Kpti.Change;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>Boot entries as Fedora and its kin have them.</summary>
internal sealed class GrubbyLoader(string backend, GrubbyOperation grubby) : ILoader
{
    public bool CanTryOnce => false;

    public IEnumerable<Problem> Check(KptiRequest request) => [];

    public async Task<ImmutableArray<Step>> StepsAsync(KptiRequest request, CancellationToken cancel)
    {
        var before = await grubby.ReadAsync(cancel);
        var after = Value.Map(before.Entries.Select(entry => (entry.Key, Value.Of(BootWords.With(entry.Value.AsText ?? "", request.Word)))));
        return [HostStep.Make(backend, GrubbyOperation.OperationName, "boot entries", T($"each boots with {request.Word}, and those of kernels to come"), before, after)];
    }
}
