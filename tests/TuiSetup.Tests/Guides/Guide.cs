using System.Text.RegularExpressions;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Guides;

/// <summary>A guide of assets/guide, as who follows it reads it: sections, blocks, and the commands that recover by hand.</summary>
internal sealed partial class Guide
{
    public const string Picture = "The network picture", Pages = "The pages", Unattended = "Unattended", Written = "What is written where";

    private Guide(string name) => (Name, Text) = (name, File.ReadAllText(PathOf(name + ".md")));

    /// <summary>Of each guide, in this order.</summary>
    public static string[] Headings { get; } =
    [
        "What it does", Picture, "Before you begin", Pages, Unattended, Written, "How to look",
        "Undo, and how to recover by hand", "Security notes", "How it was tested, and what was not",
    ];

    public string Name { get; }

    public string Text { get; }

    public static string Folder { get; } = SourceTree.PathOf("assets", "guide");

    public static Guide Of(string name) => new(name);

    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>What stands under a heading.</summary>
    public string Section(string heading)
    {
        var at = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(at >= 0, $"{Name}.md has no section '{heading}'.");
        var end = Text.IndexOf("\n## ", at + 1, StringComparison.Ordinal);
        return end < 0 ? Text[at..] : Text[at..end];
    }

    /// <summary>The blocks of a section that are in a language; empty is none.</summary>
    public IReadOnlyList<string> Blocks(string heading, string language = "")
        => [.. Block().Matches(Section(heading)).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value)];

    /// <summary>The commands that recover by hand, with what stands in capitals filled in.</summary>
    /// <param name="part">Of which part; empty where there is one alone.</param>
    /// <param name="words">For each word in capitals, what to write in its place.</param>
    public string Recovery(string part, params (string Word, string Value)[] words)
    {
        var mark = part.Length == 0 ? "<!-- recovery -->\n" : $"<!-- recovery: {part} -->\n";
        var block = Block().Match(Text, Text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? at : Text.Length);
        Assert.True(block.Success && block.Groups["language"].Value == "sh", $"{Name}.md has no commands after {mark}");
        return words.Aggregate(block.Groups["text"].Value, (text, word) => Regex.Replace(text, $@"\b{word.Word}\b", word.Value.Replace("$", "$$", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^```(?<language>[a-z]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
