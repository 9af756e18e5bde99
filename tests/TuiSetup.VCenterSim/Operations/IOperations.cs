using System.Xml.Linq;

namespace TuiSetup.VCenterSim.Operations;

/// <summary>Operations by their names; each returns the content of its response.</summary>
internal delegate Task<IEnumerable<XElement>> Operation(Call call);

internal static class Operations
{
    /// <summary>An operation that is done at once.</summary>
    public static Operation Now(Func<Call, IEnumerable<XElement>> operation) => call => Task.FromResult(operation(call));

    public static Operation Now(Func<Call, XElement> operation) => call => Task.FromResult<IEnumerable<XElement>>([operation(call)]);

    public static Operation Now(Action<Call> operation) => call =>
    {
        operation(call);
        return Task.FromResult<IEnumerable<XElement>>([]);
    };
}
