using System.Globalization;
using System.Xml;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// A part of an answer as the server wrote it: enough to look at it, and to send it back unchanged. Servers choose
/// their prefixes freely, so attributes and types are known by their namespaces.
/// </summary>
/// <param name="Name">Local name.</param>
/// <param name="Type">Local name of its xsi:type; null when it has none.</param>
/// <param name="IsSchemaType">Whether that type is one of XML Schema, such as xsd:string.</param>
/// <param name="RefType">Type of the managed object that it refers to.</param>
/// <param name="Text">Its text; empty when it has children.</param>
/// <param name="Children">The elements in it.</param>
internal sealed record Element(string Name, string? Type, bool IsSchemaType, string? RefType, string Text, IReadOnlyList<Element> Children)
{
    private static readonly IReadOnlyList<Element> None = [];

    /// <summary>The text of a child; null when there is none.</summary>
    public string? this[string name] => Child(name)?.Text;

    public Element? Child(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>A descendant, one name a level.</summary>
    public Element? At(params ReadOnlySpan<string> path)
    {
        var at = this;
        foreach (var name in path)
        {
            if ((at = at?.Child(name)) is null)
            {
                return null;
            }
        }

        return at;
    }

    public IEnumerable<Element> All(string name) => Children.Where(child => child.Name == name);

    public int? Number(string name) => int.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>xsd:boolean may be written as a digit too.</summary>
    public bool? Truth(string name) => this[name] switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>The managed object that this element names.</summary>
    public MoRef ToRef() => new(RefType ?? "", Text);

    public MoRef? Ref(string name) => Child(name)?.ToRef();

    /// <summary>The same with a child replaced at its place.</summary>
    public Element With(Element replacement)
        => this with { Children = [.. Children.Select(child => child.Name == replacement.Name ? replacement : child)] };

    /// <summary>Reads the element that the reader is at, and leaves it behind.</summary>
    /// <param name="xml">A reader on a start tag.</param>
    /// <param name="skip">Which children are of no interest, by name and type; they cost no memory.</param>
    public static Element Read(XmlReader xml, Func<string, string?, bool>? skip = null)
    {
        var name = xml.LocalName;
        var (type, isSchema) = ReadType(xml);
        var reference = xml.GetAttribute("type");
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return new Element(name, type, isSchema, reference, "", None);
        }

        xml.Read();
        var text = "";
        List<Element>? children = null;
        while (xml.NodeType is not (XmlNodeType.EndElement or XmlNodeType.None))
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when skip?.Invoke(xml.LocalName, ReadType(xml).Type) == true:
                    xml.Skip();
                    break;
                case XmlNodeType.Element:
                    (children ??= []).Add(Read(xml, skip));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    text += xml.Value;
                    xml.Read();
                    break;
                default:
                    xml.Read();
                    break;
            }
        }

        xml.Read();
        return new Element(name, type, isSchema, reference, children is null ? text : "", children ?? None);
    }

    private static (string? Type, bool IsSchema) ReadType(XmlReader xml)
    {
        if (xml.GetAttribute("type", Namespaces.Instance) is not { } type)
        {
            return (null, false);
        }

        var colon = type.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (type, false) : (type[(colon + 1)..], xml.LookupNamespace(type[..colon]) == Namespaces.Schema);
    }
}
