using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet;

/// <summary>Work for workers: one task, or several in the ways that Celery's canvas has.</summary>
internal abstract record CanvasNode
{
    /// <summary>A call of one task.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Queue">Whose queue.</param>
    /// <param name="Args">Arguments by their place.</param>
    /// <param name="Kwargs">Arguments by their name.</param>
    /// <param name="IsImmutable">Whether it does not want the result before it as its first argument.</param>
    public sealed record Call(string Name, string Queue, JArray Args, JObject Kwargs, bool IsImmutable) : CanvasNode
    {
        /// <summary>Its arguments after a result.</summary>
        public JArray ArgsAfter(JToken? result) => IsImmutable || result is null ? Args : [result, .. Args];
    }

    /// <summary>One after the other, each with the result of the one before.</summary>
    public sealed record Chain(ImmutableArray<CanvasNode> Steps) : CanvasNode
    {
        /// <summary>Its steps, where each of them is a single call.</summary>
        public IReadOnlyList<Call>? Calls => Steps.OfType<Call>().ToList() is var calls && calls.Count == Steps.Length ? calls : null;
    }

    /// <summary>All at once; the result is a list of theirs.</summary>
    public sealed record Group(ImmutableArray<CanvasNode> Parts) : CanvasNode;
}
