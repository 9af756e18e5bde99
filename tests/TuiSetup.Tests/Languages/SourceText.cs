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
           where call.Expression is IdentifierNameSyntax { Identifier.Text: "T" } && call.ArgumentList.Arguments.Count == 1
           let key = KeyOf(call.ArgumentList.Arguments[0].Expression)
           where key is not null
           select new SourceText(file.PlaceOf(call), key);

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
