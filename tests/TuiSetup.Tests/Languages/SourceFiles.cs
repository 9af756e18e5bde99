using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Languages;

/// <summary>A file of the product's sources, parsed.</summary>
internal sealed record SourceFile(string Name, SyntaxNode Root)
{
    public string PlaceOf(SyntaxNode node) => $"{Name}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}

internal static class SourceFiles
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly string Folder = SourceTree.PathOf("src");

    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file))
            .Where(name => !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new SourceFile(name, CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Folder, name)), Options).GetRoot())),
    ];
}
