using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;

namespace TuiSetup.VCenterSim;

/// <summary>A view: the objects that were found when it was made, or a list that the client keeps.</summary>
internal sealed class View(string type, Func<IEnumerable<Managed>> members)
{
    public string Type { get; } = type;

    public HashSet<string> Listed { get; } = [];

    public IEnumerable<Managed> Members => members();
}

/// <summary>A filter of a property collector, and what it has told already.</summary>
internal sealed class Filter(string id, string collector, XElement spec)
{
    public string Id { get; } = id;

    public string Collector { get; } = collector;

    public XElement Spec { get; } = spec;

    public Dictionary<string, Dictionary<string, string>> Told { get; } = [];
}

/// <summary>One login, and what was made in it; all of it goes with it.</summary>
internal sealed class Session(string user)
{
    public string Key { get; } = Guid.NewGuid().ToString();

    public string User { get; } = user;

    public Dictionary<string, View> Views { get; } = [];

    public Dictionary<string, Filter> Filters { get; } = [];

    public HashSet<string> Collectors { get; } = ["propertyCollector"];

    /// <summary>Version of the last answer of each collector.</summary>
    public Dictionary<string, int> Versions { get; } = [];

    /// <summary>What is left of long answers.</summary>
    public Dictionary<string, Queue<XElement>> Pages { get; } = [];

    public string NewId() => $"session[{Key}]{Guid.NewGuid()}";
}
