using System.Collections.Immutable;

namespace TuiSetup.Backends.DBus.Introspection;

/// <summary>What an object says of itself (D-Bus Specification, "Introspection Data Format").</summary>
/// <param name="Interfaces">Its interfaces.</param>
/// <param name="Children">Names of the objects below it, one element each.</param>
public sealed record IntrospectedNode(ImmutableArray<IntrospectedInterface> Interfaces, ImmutableArray<string> Children);

public sealed record IntrospectedInterface(
    string Name,
    ImmutableArray<IntrospectedMethod> Methods,
    ImmutableArray<IntrospectedProperty> Properties,
    ImmutableArray<IntrospectedSignal> Signals,
    ImmutableDictionary<string, string> Annotations);

public sealed record IntrospectedMethod(
    string Name,
    ImmutableArray<IntrospectedArgument> In,
    ImmutableArray<IntrospectedArgument> Out,
    ImmutableDictionary<string, string> Annotations);

public sealed record IntrospectedProperty(string Name, DBusType Type, bool CanRead, bool CanWrite, ImmutableDictionary<string, string> Annotations);

public sealed record IntrospectedSignal(string Name, ImmutableArray<IntrospectedArgument> Arguments, ImmutableDictionary<string, string> Annotations);

/// <summary>An argument; many have no name, which is empty then.</summary>
public sealed record IntrospectedArgument(string Name, DBusType Type);
