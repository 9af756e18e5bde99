using System.Globalization;
using System.Text.RegularExpressions;

namespace TuiSetup.Languages;

/// <summary>
/// Texts that are already put together, by whoever does not know of languages or must not: they are known again by their
/// form, and shown in the language in use.
/// </summary>
/// <param name="forms">English texts, with <c>{0}</c>, <c>{1}</c>, ... in their order for what changes. The first that fits counts.</param>
public sealed class TextForms(IReadOnlyList<string> forms)
{
    private readonly Lazy<IReadOnlyList<Regex>> _patterns = new(() => [.. forms.Select(Pattern)]);

    public IReadOnlyList<string> Forms => forms;

    /// <summary>The text in the language in use; as it is where no form fits.</summary>
    public string Shown(string text)
    {
        if (Texts.Current == Language.English)
        {
            return text;
        }

        for (var index = 0; index < forms.Count; index++)
        {
            if (_patterns.Value[index].Match(text) is { Success: true } found)
            {
                return Hole.Replace(Texts.T(forms[index]), hole => found.Groups[int.Parse(hole.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1].Value);
            }
        }

        return text;
    }

    private static Regex Hole { get; } = new(@"\{(\d)\}", RegexOptions.CultureInvariant);

    private static Regex Pattern(string form)
        => new("^" + Regex.Replace(Regex.Escape(form), @"\\\{\d\}", "(.+)", RegexOptions.CultureInvariant) + @"\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);
}
