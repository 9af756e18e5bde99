using System.Collections.Immutable;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>A property that is watched: what it is, and what it was when the watch began.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Now">Its value; null where it has gone.</param>
/// <param name="Before">Its value at first; null where it was not there.</param>
/// <param name="Changes">How often it changed since; it may be again what it was.</param>
public sealed record WatchedProperty(string Name, DBusValue? Now, DBusValue? Before, int Changes);

/// <summary>The properties of an interface since a watch began, and what changed of them.</summary>
public sealed class PropertyChanges
{
    private readonly SortedDictionary<string, WatchedProperty> _properties = new(StringComparer.Ordinal);
    private bool _isFirst = true;

    /// <summary>Whether the object is there, and answers.</summary>
    public bool IsThere { get; private set; }

    public ImmutableArray<WatchedProperty> Properties => [.. _properties.Values];

    /// <summary>Takes all values that there are now; null is that the object is not there, and keeps what is known.</summary>
    public void Take(IReadOnlyDictionary<string, DBusValue>? now)
    {
        IsThere = now is not null;
        if (now is null)
        {
            return;
        }

        foreach (var (name, value) in now)
        {
            var known = _properties.GetValueOrDefault(name);
            _properties[name] = known is null ? new(name, value, _isFirst ? value : null, _isFirst ? 0 : 1)
                : known.Now == value ? known
                : known with { Now = value, Changes = known.Changes + 1 };
        }

        foreach (var gone in _properties.Values.Where(property => property.Now is not null && !now.ContainsKey(property.Name)).ToList())
        {
            _properties[gone.Name] = gone with { Now = null, Changes = gone.Changes + 1 };
        }

        _isFirst = false;
    }

    /// <summary>Begins again: what is now is what it was.</summary>
    public void BeginAgain()
    {
        foreach (var property in _properties.Values.ToList())
        {
            if (property.Now is null)
            {
                _properties.Remove(property.Name);
            }
            else
            {
                _properties[property.Name] = new(property.Name, property.Now, property.Now, 0);
            }
        }
    }
}
