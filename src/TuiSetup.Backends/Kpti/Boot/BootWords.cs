using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Boot;

/// <summary>The word for page-table isolation on lines of words.</summary>
internal static class BootWords
{
    /// <summary>The line with the word as the only one of its kind, at the end. What else is there stays as it is.</summary>
    public static string With(string line, string word) => string.Join(' ', KernelCommandLine.Parse(line).Words.Where(one => !IsOne(one)).Append(word));

    /// <summary>The line with words of the kind at the end, so that lines compare whatever order a tool puts them in.</summary>
    public static string Ordered(string line)
        => KernelCommandLine.Parse(line).Words is var words ? string.Join(' ', words.Where(one => !IsOne(one)).Concat(words.Where(IsOne))) : line;

    /// <summary>The words of the kind.</summary>
    public static IEnumerable<string> Of(string line) => KernelCommandLine.Parse(line).Words.Where(IsOne);

    /// <summary>Words that say nothing but this; <c>mitigations=</c> says more, and is never touched.</summary>
    private static bool IsOne(string word) => word == "nopti" || word.StartsWith("pti=", StringComparison.Ordinal);
}
