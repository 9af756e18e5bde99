using System.Collections.Immutable;
using System.Text;

namespace TuiSetup.Backends.DBus;

/// <summary>Which messages to receive (D-Bus Specification, "Match Rules"). What is null is not looked at.</summary>
public sealed record MatchRule
{
    public DBusMessageType? Type { get; init; } = DBusMessageType.Signal;

    /// <summary>Name of the sender; a well-known name follows its owner.</summary>
    public string? Sender { get; init; }

    public string? Path { get; init; }

    /// <summary>An object and all below it; not together with <see cref="Path"/>.</summary>
    public string? PathNamespace { get; init; }

    public string? Interface { get; init; }

    public string? Member { get; init; }

    public string? Destination { get; init; }

    /// <summary>The first argument, a string.</summary>
    public string? Arg0 { get; init; }

    /// <summary>The first argument is this name or one below it.</summary>
    public string? Arg0Namespace { get; init; }

    /// <summary>Further keys, such as <c>arg1</c> and <c>arg0path</c>, with their values.</summary>
    public ImmutableArray<(string Key, string Value)> Others { get; init; } = [];

    /// <summary>Signals of one interface of one object.</summary>
    public static MatchRule Signal(string sender, string path, string @interface, string? member = null)
        => new() { Sender = sender, Path = path, Interface = @interface, Member = member };

    /// <summary>Changes of the properties of one object.</summary>
    public static MatchRule PropertiesChanged(string sender, string path, string? @interface = null)
        => new() { Sender = sender, Path = path, Interface = BusNames.Properties, Member = "PropertiesChanged", Arg0 = @interface };

    public override string ToString()
    {
        var text = new StringBuilder();
        Add("type", Type switch
        {
            DBusMessageType.MethodCall => "method_call",
            DBusMessageType.MethodReturn => "method_return",
            DBusMessageType.Error => "error",
            DBusMessageType.Signal => "signal",
            _ => null,
        });
        Add("sender", Sender);
        Add("path", Path);
        Add("path_namespace", PathNamespace);
        Add("interface", Interface);
        Add("member", Member);
        Add("destination", Destination);
        Add("arg0", Arg0);
        Add("arg0namespace", Arg0Namespace);
        foreach (var (key, value) in Others)
        {
            Add(key, value);
        }

        return text.ToString();

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                // A quote ends the quoted text, stands escaped outside of it, and begins the next quoted text.
                text.Append(text.Length > 0 ? "," : "").Append(key).Append("='").Append(value.Replace("'", @"'\''", StringComparison.Ordinal)).Append('\'');
            }
        }
    }
}
