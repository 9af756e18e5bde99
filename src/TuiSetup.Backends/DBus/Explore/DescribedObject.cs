using System.Collections.Immutable;
using TuiSetup.Backends.DBus.Introspection;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>An object with all that it has, and what its properties are.</summary>
public sealed record DescribedObject(string Path, ImmutableArray<DescribedInterface> Interfaces)
{
    /// <summary>Why it could not be looked at; null when it was.</summary>
    public DBusException? Error { get; init; }
}

/// <summary>An interface with the values of its properties.</summary>
public sealed record DescribedInterface(IntrospectedInterface Info, ImmutableArray<DescribedProperty> Properties)
{
    /// <summary>Whether every object has it, so that it says nothing about this one.</summary>
    public bool IsStandard => Info.Name is BusNames.Properties or BusNames.Introspectable or BusNames.Peer or BusNames.ObjectManager;
}

/// <summary>A property with its value, or the reason why it has none.</summary>
public sealed record DescribedProperty(IntrospectedProperty Info, DBusValue? Value, DBusException? Error);
