using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TuiSetup.Tests.Languages;

/// <summary>A text for people in the sources.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Key">The English text, with {0}, {1}, ... for its holes.</param>
internal sealed record SourceText(string Place, string Key)
{
    /// <summary>The holes that only end an English word or choose one of its forms, as in <c>{(count == 1 ? "" : "s")}</c>.</summary>
    public IReadOnlyCollection<string> Endings { get; init; } = [];

    /// <summary>All literals in calls of T.</summary>
    public static IReadOnlyList<SourceText> All { get; } = [.. SourceFiles.All.SelectMany(Of)];

    /// <summary>The key that the compiler makes of an expression; null when it is no literal.</summary>
    public static string? KeyOf(ExpressionSyntax expression)
    {
        var (key, holes) = (new StringBuilder(), 0);
        return Add(expression, key, ref holes) ? key.ToString() : null;
    }

    private static IEnumerable<SourceText> Of(SourceFile file)
        => from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
           where call.Expression.ToString() is "T" or "Texts.T" && call.ArgumentList.Arguments.Count == 1
           let text = call.ArgumentList.Arguments[0].Expression
           let key = KeyOf(text)
           where key is not null
           select new SourceText(file.PlaceOf(call), key) { Endings = EndingsOf(text) };

    private static string[] EndingsOf(ExpressionSyntax text)
        => [.. text.DescendantNodesAndSelf().OfType<InterpolatedStringExpressionSyntax>().Where(part => part.Ancestors().TakeWhile(node => node != text.Parent).All(node => node is BinaryExpressionSyntax))
            .SelectMany(part => part.Contents.OfType<InterpolationSyntax>()).Select((hole, index) => (hole, index))
            .Where(one => IsEnding(one.hole.Expression)).Select(one => string.Create(CultureInfo.InvariantCulture, $"{{{one.index}}}"))];

    private static bool IsEnding(ExpressionSyntax hole) => hole switch
    {
        ParenthesizedExpressionSyntax inner => IsEnding(inner.Expression),
        ConditionalExpressionSyntax choice => IsWord(choice.WhenTrue) && IsWord(choice.WhenFalse),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Plural" or "S" or "Are" } } => true,
        _ => false,
    };

    /// <summary>A literal that goes through no T.</summary>
    private static bool IsWord(ExpressionSyntax part) => part is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression);

    private static bool Add(ExpressionSyntax expression, StringBuilder key, ref int holes)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                key.Append(literal.Token.ValueText);
                return true;
            case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                return Add(sum.Left, key, ref holes) && Add(sum.Right, key, ref holes);
            case InterpolatedStringExpressionSyntax interpolated:
                foreach (var part in interpolated.Contents)
                {
                    key.Append(part is InterpolatedStringTextSyntax text ? Unescaped(text) : string.Create(CultureInfo.InvariantCulture, $"{{{holes++}}}"));
                }

                return true;
            default:
                return false;
        }
    }

    private static string Unescaped(InterpolatedStringTextSyntax text)
        => text.TextToken.ValueText.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
}
