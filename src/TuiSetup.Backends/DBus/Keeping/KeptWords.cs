using System.Collections.Immutable;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.DBus.Keeping;

/// <summary>
/// Arguments as files keep them: busctl's words, with <c>${name}</c> where something is to be asked. What may be secret is
/// not kept; a variable stands in its place.
/// </summary>
internal sealed class KeptWords
{
    /// <summary>Stands for the sign itself where a text has what looks like a variable.</summary>
    public const string Dollar = "dollar";

    private readonly IReadOnlyDictionary<string, string> _secrets;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private KeptWords(IReadOnlyDictionary<string, string> secrets) => _secrets = secrets;

    /// <param name="call">The call.</param>
    /// <param name="names">What its arguments are called; may be fewer.</param>
    /// <param name="isSensitive">Whether the service says that all of it is secret.</param>
    /// <param name="secrets">Secrets that were typed, by their variables.</param>
    public static ImmutableArray<string> Of(DBusCall call, IReadOnlyList<string> names, bool isSensitive, IReadOnlyDictionary<string, string> secrets)
    {
        var words = new KeptWords(secrets);
        var isAll = isSensitive || SecretNames.TakesSecret(call.Member);
        return [.. call.Arguments.SelectMany((value, index) =>
        {
            var name = index == 2 && IsSet(call) ? call.Arguments[1].AsText ?? "" : index < names.Count ? names[index] : "";
            return words.Of(value, SecretNames.IsSecret(name) ? name : isAll ? "secret" : null);
        })];
    }

    /// <summary>A word with variables filled in.</summary>
    public static string Expand(string word, IReadOnlyDictionary<string, string> values)
        => Template.Expand(word, values.Aggregate(AnswerSheet.Empty, (sheet, one) => sheet.With(one.Key, Value.Of(one.Value))).With(Dollar, Value.Of("$")));

    /// <summary>The variables of a word, in order.</summary>
    public static IEnumerable<string> Variables(string word) => Template.Questions(word).Where(name => name != Dollar);

    /// <summary>Whether it sets a property, whose name says what its value is.</summary>
    private static bool IsSet(DBusCall call) => call is { Interface: BusNames.Properties, Member: "Set", Arguments.Length: 3 };

    private IEnumerable<string> Of(DBusValue value, string? secret) => value switch
    {
        DBusVariant variant => [variant.Inner.Signature, .. Of(variant.Inner, secret)],
        DBusBytes when secret is not null => ["0"],
        DBusBytes => CallLines.Words([value]),
        DBusArray array => [.. CallLines.Words([DBusValue.Of(array.Elements.Length)]), .. array.Elements.SelectMany(element => Of(element, secret))],
        DBusEntry entry => [.. Of(entry.Key, null), .. Of(entry.Value, entry.Key.AsText is { } key && SecretNames.IsSecret(key) ? key : secret)],
        DBusStruct fields => fields.Fields.SelectMany(field => Of(field, secret)),
        _ when secret is not null => [$"${{{NameOf(secret)}}}"],
        _ => CallLines.Words([value]).Select(Plain),
    };

    /// <summary>A word as it is, but for secrets that were typed. No word has a zero in it, so zeros stand around their names meanwhile.</summary>
    private string Plain(string word)
    {
        var secrets = _secrets.Where(secret => secret.Value.Length > 0).ToList();
        var kept = secrets.Aggregate(word, (text, secret) => text.Replace(secret.Value, $"\0{secret.Key}\0", StringComparison.Ordinal)).Replace("${", $"${{{Dollar}}}{{", StringComparison.Ordinal);
        return secrets.Aggregate(kept, (text, secret) => text.Replace($"\0{secret.Key}\0", $"${{{secret.Key}}}", StringComparison.Ordinal));
    }

    /// <summary>A name that no other has.</summary>
    private string NameOf(string wanted)
    {
        var plain = string.Concat(wanted.Where(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.'));
        var name = plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? plain : "secret";
        var unique = name;
        for (var number = 2; !_names.Add(unique); number++)
        {
            unique = $"{name}-{number}";
        }

        return unique;
    }
}
