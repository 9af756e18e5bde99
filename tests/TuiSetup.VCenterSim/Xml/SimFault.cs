using System.Xml.Linq;

namespace TuiSetup.VCenterSim.Xml;

/// <summary>A fault of the API by its name, with its fields in the schema's order.</summary>
internal sealed class SimFault(string name, string message, params (string Name, object Value)[] fields) : Exception(message)
{
    public string Name { get; } = name;

    internal XElement ToFault() => Vim.Typed("fault", Name, Fields());

    internal XElement ToLocalized(string element = "error")
        => Vim.New(element, ToFault(), Vim.New("localizedMessage", Message));

    internal XElement ToSoap() => new(
        Vim.Envelope + "Fault",
        new XElement("faultcode", "ServerFaultCode"),
        new XElement("faultstring", Message),
        new XElement("detail", Vim.Typed(Name + "Fault", Name, Fields())));

    public static SimFault Argument(string property) => new("InvalidArgument", $"A specified parameter was not correct: {property}", ("invalidProperty", property));

    public static SimFault Gone((string Type, string Id) target)
        => new("ManagedObjectNotFound", "The object has already been deleted or has not been completely created", ("obj", Vim.Ref("obj", target)));

    public static SimFault Concurrent { get; } = new("ConcurrentAccess", "Cannot complete operation due to concurrent modification by another operation.");

    private object[] Fields() => [.. fields.Select(field => field.Value as XElement ?? (object)Vim.New(field.Name, field.Value))];
}
