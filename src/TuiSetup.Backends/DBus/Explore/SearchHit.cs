namespace TuiSetup.Backends.DBus.Explore;

/// <summary>Something that a search found.</summary>
/// <param name="Kind">What it is: name, object, interface, method, property, signal or value.</param>
/// <param name="Service">The service.</param>
/// <param name="Path">The object where it was found first; null for a name.</param>
/// <param name="Text">What was found.</param>
/// <param name="Value">Of a value, the value.</param>
public sealed record SearchHit(string Kind, string Service, string? Path, string Text, DBusValue? Value = null);
