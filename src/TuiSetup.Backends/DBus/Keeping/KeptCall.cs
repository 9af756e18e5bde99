using System.Collections.Immutable;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Lines;

namespace TuiSetup.Backends.DBus.Keeping;

/// <summary>A call that is kept: one that was made, or a favourite.</summary>
/// <param name="Place">The bus that it was made on.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Path">The object.</param>
/// <param name="Interface">The interface.</param>
/// <param name="Member">The method.</param>
/// <param name="Signature">Types of the arguments.</param>
/// <param name="Words">The arguments as busctl takes them, with <c>${name}</c> where something is to be asked.</param>
public sealed record KeptCall(BusPlace Place, string Service, string Path, string Interface, string Member, string Signature, ImmutableArray<string> Words)
{
    /// <summary>What a favourite is called; null for one that is none.</summary>
    public string? Name { get; init; }

    /// <summary>When it was made last; of favourites when they were kept.</summary>
    public DateTimeOffset Used { get; init; }

    /// <summary>What is asked before it is made, each once, in order.</summary>
    public IReadOnlyList<string> Variables => [.. Words.SelectMany(KeptWords.Variables).Distinct(StringComparer.Ordinal)];

    /// <summary>Its arguments on one line: the signature and the words.</summary>
    public string Line => Signature.Length == 0 ? "" : ShellWords.Join([Signature, .. Words]);

    /// <summary>A call as it may be kept: without what may be secret.</summary>
    /// <param name="place">The bus.</param>
    /// <param name="call">The call.</param>
    /// <param name="names">What its arguments are called; may be fewer.</param>
    /// <param name="isSensitive">Whether the service says that all of it is secret.</param>
    /// <param name="secrets">Secrets that were typed for it, by their variables.</param>
    /// <param name="time">When.</param>
    public static KeptCall Of(BusPlace place, DBusCall call, IReadOnlyList<string> names, bool isSensitive, IReadOnlyDictionary<string, string> secrets, DateTimeOffset time)
        => new(
            place, call.Destination, call.Path, call.Interface ?? "", call.Member,
            string.Concat(call.Arguments.Select(value => value.Signature)), KeptWords.Of(call, names, isSensitive, secrets)) { Used = time };

    /// <summary>The same call with other arguments, from a line of the signature and the words.</summary>
    /// <exception cref="FormatException">The signature is none, or a quote is not closed.</exception>
    public KeptCall WithLine(string line)
    {
        var words = ShellWords.Split(line);
        var signature = words.Count > 0 ? words[0] : "";
        _ = DBusType.ParseAll(signature);
        return this with { Signature = signature, Words = [.. words.Skip(1)] };
    }

    /// <summary>The call with its variables filled in.</summary>
    /// <exception cref="FormatException">They are no values of the types.</exception>
    public DBusCall With(IReadOnlyDictionary<string, string> values)
        => new(Service, Path, Interface, Member, [.. BusctlReader.Read(Signature, [.. Words.Select(word => KeptWords.Expand(word, values))])]);

    /// <summary>Whether it is the same call with the same arguments.</summary>
    public bool IsSame(KeptCall other)
        => (Place, Service, Path, Interface, Member, Signature) == (other.Place, other.Service, other.Path, other.Interface, other.Member, other.Signature) && Words.SequenceEqual(other.Words);
}
