using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;

namespace TuiSetup.Backends.DBus.Introspection;

/// <summary>
/// Reads introspection data. Services write it by hand at times: a member that is not as the format says is left out,
/// and the rest is read.
/// </summary>
public static class IntrospectionReader
{
    /// <summary>Asks an object for its introspection data.</summary>
    /// <exception cref="DBusException">It has none, or what it says is no XML.</exception>
    public static async Task<IntrospectedNode> IntrospectAsync(this IBus bus, string destination, string path, CancellationToken cancel)
        => Read((await bus.CallAsync(destination, path, BusNames.Introspectable, "Introspect", cancel)).Value.AsText ?? "");

    /// <exception cref="DBusException">It is no XML, or its root is no node.</exception>
    public static IntrospectedNode Read(string xml)
    {
        try
        {
            // The document type names a file on the web, which is nobody's to fetch.
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var root = XElement.Load(reader);
            return root.Name == "node" ? ReadNode(root) : throw DBusException.Unexpected(T($"its introspection data begins with <{root.Name}>"));
        }
        catch (XmlException broken)
        {
            throw DBusException.Unexpected(T($"its introspection data is no XML ({broken.Message.TrimEnd('.', '。')})"));
        }
    }

    private static IntrospectedNode ReadNode(XElement node)
        => new(
            [.. Named(node, "interface", BusNames.IsInterface).Select(ReadInterface)],
            [.. node.Elements("node").Select(NameOf).Where(name => name.Length > 0)]);

    private static IntrospectedInterface ReadInterface(XElement element)
        => new(
            NameOf(element),
            [.. Named(element, "method", BusNames.IsMember).Select(ReadMethod).OfType<IntrospectedMethod>()],
            [.. Named(element, "property", BusNames.IsMember).Select(ReadProperty).OfType<IntrospectedProperty>()],
            [.. Named(element, "signal", BusNames.IsMember).Select(ReadSignal).OfType<IntrospectedSignal>()],
            Annotations(element));

    private static IntrospectedMethod? ReadMethod(XElement method)
        => Arguments(method, "in", isDefault: true) is { } given && Arguments(method, "out", isDefault: false) is { } returned
            ? new(NameOf(method), given, returned, Annotations(method))
            : null;

    private static IntrospectedProperty? ReadProperty(XElement property)
    {
        var access = (string?)property.Attribute("access") ?? "";
        return TypeOf(property) is { } type
            ? new(NameOf(property), type, access.StartsWith("read", StringComparison.Ordinal), access.EndsWith("write", StringComparison.Ordinal), Annotations(property))
            : null;
    }

    private static IntrospectedSignal? ReadSignal(XElement signal)
        => Arguments(signal, "out", isDefault: true) is { } arguments ? new(NameOf(signal), arguments, Annotations(signal)) : null;

    /// <summary>Null when one of them has no type: then nothing can be called.</summary>
    private static ImmutableArray<IntrospectedArgument>? Arguments(XElement member, string direction, bool isDefault)
    {
        var arguments = ImmutableArray.CreateBuilder<IntrospectedArgument>();
        foreach (var element in member.Elements("arg").Where(element => (string?)element.Attribute("direction") is { } said ? said == direction : isDefault))
        {
            if (TypeOf(element) is not { } type)
            {
                return null;
            }

            arguments.Add(new(NameOf(element), type));
        }

        return arguments.ToImmutable();
    }

    private static DBusType? TypeOf(XElement element)
        => DBusType.TryParseAll((string?)element.Attribute("type") ?? "", out var types, out _) && types is [var type] ? type : null;

    private static IEnumerable<XElement> Named(XElement parent, string kind, Func<string, bool> isName)
        => parent.Elements(kind).Where(element => isName(NameOf(element)));

    private static string NameOf(XElement element) => (string?)element.Attribute("name") ?? "";

    private static ImmutableDictionary<string, string> Annotations(XElement element)
        => element.Elements("annotation").GroupBy(NameOf).ToImmutableDictionary(group => group.Key, group => (string?)group.Last().Attribute("value") ?? "");
}
