using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere.Model;

/// <summary>
/// Which datacenter an object is in. Switches and clusters of different datacenters may have one name; they are told
/// apart as <c>DATACENTER/NAME</c>, and within one datacenter as <c>DATACENTER/NAME [dvs-21]</c>.
/// </summary>
internal sealed class Datacenters(IEnumerable<ManagedObject> places)
{
    private readonly Dictionary<string, ManagedObject> _places = places.ToDictionary(place => place.Ref.Value);

    /// <summary>The name of the datacenter; empty when the user may not see the way there.</summary>
    public string Of(ManagedObject one)
    {
        var at = one;
        while (at["parent"] is { } parent && _places.TryGetValue(parent.Text, out var place))
        {
            if (place.Ref.Type == "Datacenter")
            {
                return EntityName.Decode(place.Text("name"));
            }

            at = place;
        }

        return "";
    }

    /// <summary>A name for each object by which it is found again, by its MoRef.</summary>
    public IReadOnlyDictionary<string, string> Name(IEnumerable<ManagedObject> objects)
    {
        var names = new Dictionary<string, string>();
        foreach (var same in objects.GroupBy(one => EntityName.Decode(one.Text("name"))))
        {
            foreach (var inside in same.GroupBy(Of))
            {
                foreach (var one in inside)
                {
                    names[one.Ref.Value] = same.Count() == 1 ? same.Key
                        : inside.Count() == 1 ? $"{inside.Key}/{same.Key}"
                        : $"{inside.Key}/{same.Key} [{one.Ref.Value}]";
                }
            }
        }

        return names;
    }
}
