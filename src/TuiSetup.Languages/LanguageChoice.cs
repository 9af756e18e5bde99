namespace TuiSetup.Languages;

/// <summary>Which languages the environment asks for. See locale(7), and "The LANGUAGE variable" of the GNU gettext manual.</summary>
public static class LanguageChoice
{
    /// <summary>Names a language for this program alone; it goes before the locale.</summary>
    public const string Variable = "TUISETUP_LANGUAGE";

    /// <summary>
    /// Codes such as <c>zh_CN</c>, the one wanted most first; empty for English. TUISETUP_LANGUAGE, else the first of
    /// LC_ALL, LC_MESSAGES and LANG that is set, with the list of LANGUAGE before it.
    /// </summary>
    public static IReadOnlyList<string> Wanted(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } own)
        {
            return [Code(own)];
        }

        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "C";
        return Code(locale) is "C" or "POSIX" ? []
            : [.. (variable("LANGUAGE") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append(locale).Select(Code).TakeWhile(code => !IsEnglish(code))];
    }

    /// <summary>
    /// Whether a terminal can show more than ASCII and lines: it speaks UTF-8, and is not the console of the kernel, whose
    /// fonts have 512 characters at most.
    /// </summary>
    public static bool CanShow(Func<string, string?> variable)
        => variable("TERM") is not "linux"
            && new[] { "LC_ALL", "LC_CTYPE", "LANG" }.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) is { } locale
            && IsUtf8(locale);

    /// <summary>A locale without its character set and modifier: <c>zh_CN</c> of <c>zh_CN.UTF-8@pinyin</c>.</summary>
    public static string Code(string locale) => locale.Split('.', '@')[0];

    public static bool IsEnglish(string code) => code == "en" || code.StartsWith("en_", StringComparison.Ordinal);

    private static bool IsUtf8(string locale)
        => locale.Split('@')[0].Split('.') is [_, var set] && set.Replace("-", "", StringComparison.Ordinal).Equals("utf8", StringComparison.OrdinalIgnoreCase);
}
