using System.Text.RegularExpressions;
using TuiSetup.Core.Answers;

namespace TuiSetup.Core.Wizards;

/// <summary>Texts with <c>${question}</c> in them.</summary>
public static partial class Template
{
    /// <summary>The questions that a text refers to.</summary>
    public static IEnumerable<string> Questions(string text) => Reference().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The text with the answers in place. A question without an answer leaves nothing.</summary>
    public static string Expand(string text, AnswerSheet answers)
        => Reference().Replace(text, match => string.Join(", ", answers[match.Groups[1].Value].Texts));

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_.-]*)\}")]
    private static partial Regex Reference();
}
