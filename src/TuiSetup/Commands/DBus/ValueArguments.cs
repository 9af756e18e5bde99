using System.CommandLine;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Json;

namespace TuiSetup.Commands.DBus;

/// <summary>Values on the command line: a signature, and words as busctl takes them or a JSON list.</summary>
internal sealed class ValueArguments(string signature)
{
    public Argument<string> Signature { get; } = new("SIGNATURE") { Description = signature, Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };

    public Argument<string[]> Words { get; } = new("ARGUMENT") { Description = T("The arguments, as busctl(1) takes them; after -- where one begins with a dash."), Arity = ArgumentArity.ZeroOrMore };

    public Option<string?> Json { get; } = new("--args-json") { Description = T("The arguments as a JSON list, in place of words. A variant is {\"type\":\"s\",\"data\":\"x\"}, or a plain text, number or truth."), HelpName = "JSON" };

    /// <exception cref="FormatException">They do not fit the signature.</exception>
    public IReadOnlyList<DBusValue> Read(ParseResult parsed)
    {
        var (types, words) = (parsed.GetValue(Signature) ?? "", parsed.GetValue(Words) ?? []);
        return parsed.GetValue(Json) is not { } json ? BusctlReader.Read(types, words)
            : words.Length == 0 ? DBusJsonReader.Read(types, json)
            : throw new FormatException(T("The arguments are words or --args-json, not both."));
    }
}
