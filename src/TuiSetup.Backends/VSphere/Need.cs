using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere;

/// <summary>Privileges that a plan needs.</summary>
/// <param name="Objects">On which objects.</param>
/// <param name="Of">How to call them.</param>
/// <param name="Privileges">By the API's names, such as <c>Network.Assign</c>.</param>
internal sealed record Need(IReadOnlyList<MoRef> Objects, string Of, params IReadOnlyList<string> Privileges);
