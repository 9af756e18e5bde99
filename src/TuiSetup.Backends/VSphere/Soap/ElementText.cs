using System.Text;
using System.Xml;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>Parts of answers as text, for plans and files, and back.</summary>
internal static class ElementText
{
    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <summary>One document whose root holds the elements.</summary>
    public static string Write(string root, IEnumerable<Element> elements, bool indent)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = indent, OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement(root, Namespaces.Vim);
            xml.WriteAttributeString("xmlns", "xsi", null, Namespaces.Instance);
            xml.WriteAttributeString("xmlns", "xsd", null, Namespaces.Schema);
            var writer = new SoapWriter(xml);
            foreach (var element in elements)
            {
                writer.Copy(element);
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    /// <summary>The elements of such a document; none when it is empty.</summary>
    public static IReadOnlyList<Element> Read(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        using var xml = XmlReader.Create(new StringReader(text), Reading);
        xml.MoveToContent();
        return Element.Read(xml).Children;
    }
}
