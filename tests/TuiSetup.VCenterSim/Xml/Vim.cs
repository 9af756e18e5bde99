using System.Globalization;
using System.Xml.Linq;

namespace TuiSetup.VCenterSim.Xml;

/// <summary>Short ways to write and read vim25.</summary>
internal static class Vim
{
    public static readonly XNamespace Namespace = "urn:vim25", Instance = "http://www.w3.org/2001/XMLSchema-instance",
        Schema = "http://www.w3.org/2001/XMLSchema", Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>An element; what is null is left out.</summary>
    public static XElement New(string name, params object?[] content) => new(Namespace + name, content.Select(Plain));

    /// <summary>An element with its xsi:type.</summary>
    public static XElement Typed(string name, string type, params object?[] content)
        => new(Namespace + name, [new XAttribute(Instance + "type", type), .. content.Select(Plain)]);

    public static XElement Ref(string name, (string Type, string Id) target) => new(Namespace + name, new XAttribute("type", target.Type), target.Id);

    /// <summary>A property's value.</summary>
    public static XElement Text(string value) => Typed("val", "xsd:string", value);

    public static XElement Truth(bool value) => Typed("val", "xsd:boolean", value);

    public static XElement Number(int value) => Typed("val", "xsd:int", value);

    public static XElement RefValue((string Type, string Id) target)
        => Typed("val", "ManagedObjectReference", new XAttribute("type", target.Type), target.Id);

    public static XElement RefList(IEnumerable<(string Type, string Id)> targets)
        => Typed("val", "ArrayOfManagedObjectReference", targets.Select(target => (object)Ref("ManagedObjectReference", target)).ToArray());

    public static XElement? At(this XElement? element, params string[] path)
        => path.Aggregate(element, (at, name) => at?.Element(Namespace + name));

    public static IEnumerable<XElement> All(this XElement? element, string name) => element?.Elements(Namespace + name) ?? [];

    public static string? Value(this XElement? element, params string[] path) => element.At(path)?.Value;

    public static int? Int(this XElement? element, params string[] path) => element.Value(path) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static bool? Bool(this XElement? element, params string[] path) => element.Value(path) is { } text ? text is "true" or "1" : null;

    public static string? TypeOf(this XElement? element) => element?.Attribute(Instance + "type")?.Value.Split(':')[^1];

    public static (string Type, string Id) ToRef(this XElement element) => (element.Attribute("type")?.Value ?? "", element.Value);

    private static object? Plain(object? value) => value switch
    {
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        object?[] several => several.Select(Plain).ToArray(),
        _ => value,
    };
}
