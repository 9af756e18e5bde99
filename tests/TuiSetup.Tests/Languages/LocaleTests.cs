using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TuiSetup.Commands;
using TuiSetup.Core.Plans;
using TuiSetup.Languages;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Languages;

/// <summary>The translations say all that the program says, and nothing that it says no longer.</summary>
public sealed partial class LocaleTests
{
    /// <summary>Of whose width terminals are not of one mind.</summary>
    private const string Ambiguous = "“”‘’—·";

    /// <summary>They stand between the parts of a list, where other languages have no blanks.</summary>
    private static readonly string[] Joiners = [" and ", " or ", ", "];

    /// <summary>Keys of a wizard or theme file whose values are texts.</summary>
    private static readonly string[] TextKeys = ["title", "summary", "text", "help", "label", "detail", "whenHelp", "patternHelp"];

    private static IEnumerable<string> Forms => ObjectNames.Forms.Forms.Concat(LibraryWords.Forms.Forms);

    public static TheoryData<string> Locales => [.. Directory.EnumerateFiles(SourceTree.PathOf("assets", "locale"), "*.json").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Locales))]
    public void Every_text_of_the_program_has_a_translation(string file)
        => Assert.Equal([], SourceText.All.Where(text => !Texts(file).ContainsKey(text.Key)).Select(text => $"{text.Place}: {text.Key}"));

    [Theory]
    [MemberData(nameof(Locales))]
    public void Every_text_of_the_wizards_and_themes_has_a_translation(string file)
        => Assert.Equal([], DataTexts().Where(text => !Texts(file).ContainsKey(text.Key)).Select(text => $"{text.Place}: {text.Key}"));

    [Theory]
    [MemberData(nameof(Locales))]
    public void No_translation_is_left_of_a_text_that_is_gone(string file)
    {
        var known = SourceText.All.Concat(DataTexts()).Select(text => text.Key).Concat(Forms).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], Texts(file).Keys.Where(key => !known.Contains(key)));
        Assert.Equal([], Forms.Where(form => !Texts(file).ContainsKey(form)));
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void A_translation_has_no_value_that_its_text_has_not(string file)
        => Assert.Equal([], Texts(file).Where(pair => Holes(pair.Value).Except(Holes(pair.Key)).Any()).Select(pair => pair.Key));

    /// <summary>A value may be left out where it only makes an English plural.</summary>
    [Theory]
    [MemberData(nameof(Locales))]
    public void A_translation_leaves_out_no_value_but_an_English_ending(string file)
    {
        var endings = SourceText.All.Where(text => text.Endings.Count > 0).ToLookup(text => text.Key, text => text.Endings);
        Assert.Equal([], Texts(file)
            .Where(pair => Holes(pair.Key).Except(Holes(pair.Value)).Any(hole => !endings[pair.Key].Any(some => some.Contains(hole))))
            .Select(pair => $"{pair.Key} = {pair.Value}"));
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public void A_translation_has_the_lines_and_the_margins_of_its_text(string file)
        => Assert.Equal([], Texts(file).Where(pair => !Joiners.Contains(pair.Key) && pair.Key[0] != '[').Where(pair => Margins(pair.Key) != Margins(pair.Value) || pair.Key.Count(letter => letter == '\n') != pair.Value.Count(letter => letter == '\n')).Select(pair => pair.Key));

    [Theory]
    [MemberData(nameof(Locales))]
    public void The_marks_of_a_report_are_of_one_width(string file)
        => Assert.Single(Texts(file).Where(pair => pair.Key[0] == '[' && pair.Key.Length == "[done]  ".Length).Select(pair => TextWidth.Of(pair.Value)).Distinct());

    [Theory]
    [MemberData(nameof(Locales))]
    public void A_translation_is_made_of_characters_whose_width_is_known(string file)
        => Assert.Equal([], Texts(file).Where(pair => pair.Value.Any(letter => Ambiguous.Contains(letter, StringComparison.Ordinal))).Select(pair => pair.Key));

    [Theory]
    [MemberData(nameof(Locales))]
    public void What_is_typed_or_copied_stays_as_it_is(string file)
        => Assert.Equal([], Texts(file).Where(pair => Literals(pair.Key).Except(Literals(pair.Value)).Any()).Select(pair => $"{pair.Key} = {pair.Value}"));

    [Theory]
    [MemberData(nameof(Locales))]
    public void The_texts_stand_in_order(string file) => Assert.Equal(Texts(file).Keys.Order(StringComparer.Ordinal), Texts(file).Keys);

    private static Dictionary<string, string> Texts(string file)
        => ((JObject)JObject.Parse(File.ReadAllText(SourceTree.PathOf("assets", "locale", file)))["texts"]!).Properties().ToDictionary(text => text.Name, text => (string)text.Value!, StringComparer.Ordinal);

    private static IEnumerable<SourceText> DataTexts()
        => from folder in (string[])["wizards", "themes"]
           from file in Directory.EnumerateFiles(SourceTree.PathOf(folder), "*.json").Order(StringComparer.Ordinal)
           from property in JObject.Parse(File.ReadAllText(file)).Descendants().OfType<JProperty>()
           where TextKeys.Contains(property.Name) && property.Value.Type == JTokenType.String && (string?)property.Value is { Length: > 0 }
           select new SourceText(Path.GetFileName(file), (string)property.Value!);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(match => match.Value).Distinct();

    private static (string Start, string End) Margins(string text) => (text[..^text.TrimStart().Length], text[text.TrimEnd().Length..]);

    /// <summary>Options, questions in a text, commands between quotes.</summary>
    private static IEnumerable<string> Literals(string text) => Literal().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"--[a-z][a-z-]+|\$\{\w+\}|'tuisetup [^']*'|TUISETUP_\w+")]
    private static partial Regex Literal();
}
