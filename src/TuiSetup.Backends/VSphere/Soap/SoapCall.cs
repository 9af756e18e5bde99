using System.Text;
using System.Xml;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>One operation on one managed object.</summary>
/// <param name="Method">Its name in the WSDL, such as <c>ReconfigVM_Task</c>.</param>
/// <param name="This">The object.</param>
/// <param name="Parameters">Writes its parameters in the schema's order.</param>
internal sealed record SoapCall(string Method, MoRef This, Action<SoapWriter> Parameters)
{
    public SoapCall(string method, MoRef target)
        : this(method, target, _ => { })
    {
    }

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = false };

    /// <summary>The SOAP 1.1 envelope as UTF-8.</summary>
    /// <param name="operation">Shown in the server's log beside what the call did; null leaves it out.</param>
    public byte[] ToBytes(string? operation)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement("soapenv", "Envelope", Namespaces.Envelope);
            xml.WriteAttributeString("xmlns", "xsd", null, Namespaces.Schema);
            xml.WriteAttributeString("xmlns", "xsi", null, Namespaces.Instance);
            if (operation is not null)
            {
                xml.WriteStartElement("Header", Namespaces.Envelope);
                xml.WriteElementString("operationID", Namespaces.Vim, operation);
                xml.WriteEndElement();
            }

            xml.WriteStartElement("Body", Namespaces.Envelope);
            xml.WriteStartElement(Method, Namespaces.Vim);
            var writer = new SoapWriter(xml);
            writer.Ref("_this", This);
            Parameters(writer);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }
}
