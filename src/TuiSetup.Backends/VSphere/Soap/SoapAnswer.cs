using System.Xml;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>The way through an answer as it streams in.</summary>
internal static class SoapAnswer
{
    /// <summary>Goes into the envelope's body; a fault there is thrown.</summary>
    /// <exception cref="VimFault">The server says no.</exception>
    public static T Read<T>(XmlReader xml, Func<XmlReader, T> read)
    {
        if (xml.LocalName != "Envelope" || xml.NamespaceURI != Namespaces.Envelope)
        {
            throw new XmlException(Texts.T($"<{xml.LocalName}> is not a SOAP envelope"));
        }

        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth < 2)
            {
                continue;
            }

            if (xml is { LocalName: "Fault", NamespaceURI: Namespaces.Envelope })
            {
                throw VimFault.FromSoap(Element.Read(xml));
            }

            if (xml.NamespaceURI == Namespaces.Vim && xml.LocalName.EndsWith("Response", StringComparison.Ordinal))
            {
                return read(xml);
            }

            xml.Skip();
        }

        throw new XmlException(Texts.T("the envelope has no answer"));
    }

    /// <summary>Every <c>returnval</c> of a response.</summary>
    public static IReadOnlyList<Element> Values(XmlReader xml)
    {
        var values = new List<Element>();
        Each(xml, () => values.Add(Element.Read(xml)));
        return values;
    }

    /// <summary>Goes through the children of the element that the reader is at. Each is to be read or skipped.</summary>
    public static void Each(XmlReader xml, Action child)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return;
        }

        xml.Read();
        while (xml.NodeType is not (XmlNodeType.EndElement or XmlNodeType.None))
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                child();
            }
            else
            {
                xml.Read();
            }
        }

        xml.Read();
    }
}
