using System.Collections.Immutable;
using TuiSetup.Backends.DBus.Introspection;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>An object that a walk came to.</summary>
/// <param name="Path">Its path.</param>
public sealed record FoundObject(string Path)
{
    /// <summary>What it says of itself; null where it was not asked, or did not answer.</summary>
    public IntrospectedNode? Node { get; init; }

    /// <summary>Names of its interfaces, without those that every object has.</summary>
    public ImmutableArray<string> Interfaces { get; init; } = [];

    /// <summary>Its properties where an object manager told them: for each interface an <c>a{sv}</c>.</summary>
    public DBusValue? Managed { get; init; }

    /// <summary>Why it did not answer; null when it did.</summary>
    public DBusException? Error { get; init; }
}
