using System.Collections.Immutable;
using System.CommandLine;
using TuiSetup.Backends.DBus;

namespace TuiSetup.Commands.DBus;

/// <summary>The arguments that name a member of an interface of an object of a service.</summary>
internal sealed class MemberArguments(string member, string description)
{
    public Argument<string> Service { get; } = new("SERVICE") { Description = T("Name of the service, such as org.freedesktop.hostname1.") };

    public Argument<string> Path { get; } = new("OBJECT") { Description = T("Path of the object.") };

    public Argument<string> Interface { get; } = new("INTERFACE") { Description = T("Name of the interface.") };

    public Argument<string> Member { get; } = new(member) { Description = description };

    /// <exception cref="FormatException">A name cannot be one.</exception>
    public (string Service, string Path, string Interface, string Member) Read(ParseResult parsed)
    {
        var names = (Service: parsed.GetRequiredValue(Service), Path: parsed.GetRequiredValue(Path), Interface: parsed.GetRequiredValue(Interface), Member: parsed.GetRequiredValue(Member));
        BusHandler.Check(names.Service, names.Path, names.Interface, names.Member);
        return names;
    }

    public DBusCall Call(ParseResult parsed, ImmutableArray<DBusValue> arguments)
    {
        var names = Read(parsed);
        return new(names.Service, names.Path, names.Interface, names.Member, arguments);
    }
}
