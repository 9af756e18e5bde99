using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;

namespace TuiSetup;

/// <summary>Finds languages by their code. What a site has in a file of the same name adds to ours and goes before it.</summary>
internal sealed class LanguageCatalog(DataFolders folders)
{
    private const string Kind = "locale";

    /// <summary>The codes of all languages but English, which needs no file.</summary>
    public IReadOnlyList<string> Codes()
        => [.. folders.Of(Kind).SelectMany(folder => Directory.EnumerateFiles(folder, "*.json")).Select(Path.GetFileNameWithoutExtension)
            .OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>A language, or null where there is none of this code. What is wrong with its files is left out of it.</summary>
    /// <param name="code">Such as <c>zh_CN</c>.</param>
    /// <param name="problems">Gets what is wrong with its files.</param>
    public Language? Find(string code, ICollection<Problem> problems)
    {
        if (code == Language.English.Code)
        {
            return Language.English;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        string? name = null;
        foreach (var file in folders.Of(Kind).Select(folder => Path.Combine(folder, code + ".json")).Where(File.Exists))
        {
            name = Read(file, texts, problems) ?? name;
        }

        return name is null ? null : new Language(code, name, texts);
    }

    /// <summary>
    /// The language that the environment asks for, where it is there and can be shown; else English. Only
    /// TUISETUP_LANGUAGE is followed whatever the terminal.
    /// </summary>
    public Language Choose(Func<string, string?> variable, ICollection<Problem> problems)
    {
        var isForced = !string.IsNullOrEmpty(variable(LanguageChoice.Variable));
        if (!isForced && !LanguageChoice.CanShow(variable))
        {
            return Language.English;
        }

        var found = LanguageChoice.Wanted(variable).Where(IsCode).Select(code => Find(code, problems)).FirstOrDefault(language => language is not null);
        if (found is null && isForced)
        {
            problems.Add(Problem.Warning(LanguageChoice.Variable, $"There is no language '{variable(LanguageChoice.Variable)}'.", $"There are {string.Join(", ", Codes().Prepend(Language.English.Code))}."));
        }

        return found ?? Language.English;
    }

    /// <summary>Goes on in the language of a locale, where it is there and the terminal can show it.</summary>
    /// <param name="locale">Such as <c>zh_CN.UTF-8</c>.</param>
    /// <param name="variable">Reads the environment.</param>
    public void Follow(string locale, Func<string, string?> variable)
    {
        var code = LanguageChoice.Code(locale);
        if (LanguageChoice.IsEnglish(code))
        {
            Texts.Use(Language.English);
        }
        else if (LanguageChoice.CanShow(variable) && IsCode(code) && Find(code, []) is { } language)
        {
            Texts.Use(language);
        }
    }

    /// <summary>It becomes the name of a file.</summary>
    private static bool IsCode(string code) => code.Length > 0 && code.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');

    /// <summary>Adds the texts of a file that are not there yet; the result is the language's name, or null when it cannot be read.</summary>
    private static string? Read(string file, Dictionary<string, string> texts, ICollection<Problem> problems)
    {
        if (JsonFile.Load(file, problems) is not { } root)
        {
            return null;
        }

        var map = new JsonMap(root, file, problems);
        var name = map.Text("name", required: true);
        if (map.Map("texts") is { } inner)
        {
            foreach (var key in inner.Keys)
            {
                if (inner.Text(key) is { } text)
                {
                    texts.TryAdd(key, text);
                }
            }
        }

        map.End();
        return name;
    }
}
