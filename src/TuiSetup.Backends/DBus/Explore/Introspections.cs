using System.Collections.Concurrent;
using TuiSetup.Backends.DBus.Introspection;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>Introspection data that was read: objects of one kind say the same, and it is read once.</summary>
internal sealed class Introspections
{
    /// <summary>Kinds of objects at most; a service with more has each object say something else.</summary>
    private const int Most = 512;

    private readonly ConcurrentDictionary<string, IntrospectedNode> _read = new(StringComparer.Ordinal);

    /// <exception cref="DBusException">It is no introspection data.</exception>
    public IntrospectedNode Read(string xml)
    {
        if (_read.TryGetValue(xml, out var known))
        {
            return known;
        }

        var node = IntrospectionReader.Read(xml);
        if (_read.Count < Most)
        {
            _read.TryAdd(xml, node);
        }

        return node;
    }
}
