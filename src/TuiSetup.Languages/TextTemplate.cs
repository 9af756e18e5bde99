using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TuiSetup.Languages;

/// <summary>An interpolated text before its values are put in: the key that its translation is found by, and the values.</summary>
[InterpolatedStringHandler]
#pragma warning disable CA1815 // Nobody compares one: the compiler makes it for one call.
public readonly struct TextTemplate
#pragma warning restore CA1815
{
    private readonly StringBuilder _key;
    private readonly List<string> _values;

    /// <param name="literalLength">Characters outside the holes.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public TextTemplate(int literalLength, int formattedCount)
        => (_key, _values) = (new StringBuilder(literalLength + (3 * formattedCount)), new List<string>(formattedCount));

    /// <summary>The English text with <c>{0}</c>, <c>{1}</c>, ... where its values belong.</summary>
    public string Key => _key.ToString();

    public void AppendLiteral(string text) => _key.Append(text);

    public void AppendFormatted<TValue>(TValue value) => Append(Text(value, null));

    /// <param name="value">What is put in.</param>
    /// <param name="format">A .NET format, such as <c>0.0</c>.</param>
    public void AppendFormatted<TValue>(TValue value, string? format) => Append(Text(value, format));

    /// <param name="value">What is put in.</param>
    /// <param name="alignment">Its least width, with blanks before it; negative: after it.</param>
    /// <param name="format">A .NET format, such as <c>0.0</c>.</param>
    public void AppendFormatted<TValue>(TValue value, int alignment, string? format = null)
        => Append(alignment < 0 ? TextWidth.Pad(Text(value, format), -alignment) : TextWidth.PadLeft(Text(value, format), alignment));

    /// <summary>The whole text in a language.</summary>
    internal string In(Language language) => Fill(language.Of(Key), _values);

    private static string Text<TValue>(TValue value, string? format) => value switch
    {
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    private void Append(string value)
    {
        _key.Append(CultureInfo.InvariantCulture, $"{{{_values.Count}}}");
        _values.Add(value);
    }

    /// <summary>Braces that name no value are braces.</summary>
    private static string Fill(string template, List<string> values)
    {
        var text = new StringBuilder(template.Length);
        for (var at = 0; at < template.Length; at++)
        {
            var end = template[at] == '{' ? template.IndexOf('}', at) : -1;
            if (end > at && int.TryParse(template.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < values.Count)
            {
                text.Append(values[index]);
                at = end;
            }
            else
            {
                text.Append(template[at]);
            }
        }

        return text.ToString();
    }
}
