using System.Collections.Frozen;

namespace TuiSetup.Languages;

/// <summary>A language: its translations by the English text.</summary>
/// <param name="code">As a locale has it, without the character set: <c>zh_CN</c>.</param>
/// <param name="name">What those who speak it call it.</param>
/// <param name="texts">Its translations.</param>
public sealed class Language(string code, string name, IEnumerable<KeyValuePair<string, string>> texts)
{
    private readonly Lazy<FrozenDictionary<string, string>> _originals = new(() => texts
        .GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal));

    private readonly FrozenDictionary<string, string> _texts = texts.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the program is written in.</summary>
    public static Language English { get; } = new("en", "English", []);

    public string Code => code;

    public string Name => name;

    /// <summary>The translation of a text; the text itself where there is none.</summary>
    public string Of(string text) => _texts.GetValueOrDefault(text, text);

    /// <summary>The English text of a translation; the text itself where it is none.</summary>
    public string OriginalOf(string text) => _originals.Value.GetValueOrDefault(text, text);
}
