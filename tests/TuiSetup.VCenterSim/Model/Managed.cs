using System.Xml.Linq;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>A managed object with the properties that the simulator knows.</summary>
internal abstract class Managed(string type, string id)
{
    public string Type { get; } = type;

    public string Id { get; } = id;

    public string Name { get; set; } = "";

    public Managed? Parent { get; set; }

    /// <summary>The datacenter that it is in; names are one of a kind there.</summary>
    public Managed? Datacenter => Type == "Datacenter" ? this : Parent?.Datacenter;

    public (string Type, string Id) Ref => (Type, Id);

    /// <summary>Types whose requests this object answers.</summary>
    public virtual IReadOnlyList<string> BaseTypes { get; } = ["ManagedEntity"];

    /// <summary>A property as <c>val</c>; null when it is not set.</summary>
    /// <exception cref="SimFault">There is no such property.</exception>
    public XElement? Get(string path) => path switch
    {
        "name" => Vim.Text(Name),
        "parent" => Parent is null ? null : Vim.RefValue(Parent.Ref),
        _ => Property(path),
    };

    protected abstract XElement? Property(string path);

    protected static SimFault Unknown(string path) => new("InvalidProperty", $"The property {path} is not known.", ("name", path));
}

/// <summary>A folder, a datacenter or a cluster: a place in the inventory.</summary>
internal sealed class Place(string type, string id) : Managed(type, id)
{
    public override IReadOnlyList<string> BaseTypes { get; } = type == "ClusterComputeResource" ? ["ManagedEntity", "ComputeResource"] : ["ManagedEntity"];

    protected override XElement? Property(string path) => throw Unknown(path);
}
