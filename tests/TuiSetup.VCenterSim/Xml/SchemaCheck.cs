using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace TuiSetup.VCenterSim.Xml;

/// <summary>
/// Turns away what a vCenter would: elements out of order, unknown, missing, or of the wrong type, by a schema that is
/// made of pyvmomi's own description of the API.
/// </summary>
internal sealed class SchemaCheck
{
    private readonly XmlSchemaSet _schema = new();

    public SchemaCheck(string path)
    {
        using var reader = XmlReader.Create(path);
        _schema.Add(null, reader);
        _schema.Compile();
    }

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public string? Find(XElement request)
    {
        string? wrong = null;
        new XDocument(new XElement(request)).Validate(_schema, (_, found) => wrong ??= found.Message);
        return wrong;
    }
}
