using System.Globalization;
using System.Xml;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// Writes the parameters of a call. The server wants elements in the schema's order and turns away anything else, so
/// each type is written by one method that knows it. What is null is left out.
/// </summary>
internal sealed class SoapWriter(XmlWriter xml)
{
    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            Start(name, null);
            xml.WriteString(value);
            xml.WriteEndElement();
        }
    }

    public void Texts(string name, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Text(name, value);
        }
    }

    public void Number(string name, int? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Truth(string name, bool? value) => Text(name, value switch { true => "true", false => "false", null => null });

    public void Ref(string name, MoRef? value)
    {
        if (value is not null)
        {
            Start(name, null);
            xml.WriteAttributeString("type", value.Type);
            xml.WriteString(value.Value);
            xml.WriteEndElement();
        }
    }

    public void Group(string name, Action<SoapWriter> inside) => Group(name, null, inside);

    /// <param name="name">Name of the element.</param>
    /// <param name="type">Its xsi:type: needed where the schema declares a base type.</param>
    /// <param name="inside">Writes its children.</param>
    public void Group(string name, string? type, Action<SoapWriter> inside)
    {
        Start(name, type);
        inside(this);
        xml.WriteEndElement();
    }

    /// <summary>Sends back a part of an answer as it came.</summary>
    public void Copy(Element element)
    {
        Start(element.Name, element.IsSchemaType ? "xsd:" + element.Type : element.Type);
        if (element.RefType is { } type)
        {
            xml.WriteAttributeString("type", type);
        }

        xml.WriteString(element.Text);
        foreach (var child in element.Children)
        {
            Copy(child);
        }

        xml.WriteEndElement();
    }

    private void Start(string name, string? type)
    {
        xml.WriteStartElement(name, Namespaces.Vim);
        if (type is not null)
        {
            xml.WriteAttributeString("type", Namespaces.Instance, type);
        }
    }
}
