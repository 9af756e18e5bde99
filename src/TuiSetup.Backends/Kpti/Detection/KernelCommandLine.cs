using System.Collections.Immutable;
using System.Text;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>
/// The kernel's command line and what it says of page-table isolation. The kernel takes the last of <c>pti=</c>, then
/// <c>nopti</c>, then <c>mitigations=</c>; arm64 takes <c>kpti=</c>.
/// </summary>
internal sealed record KernelCommandLine
{
    private const string PtiPrefix = "pti=", MitigationsPrefix = "mitigations=";

    /// <summary>The words in order; double quotes keep blanks together, as the kernel has it.</summary>
    public ImmutableArray<string> Words { get; private init; } = [];

    /// <summary>The words that decide about page-table isolation.</summary>
    public ImmutableArray<string> PtiWords => [.. Words.Where(IsAboutPti)];

    public bool HasNoPcid => Words.Contains("nopcid");

    public bool HasNoInvpcid => Words.Contains("noinvpcid");

    /// <summary>Whether the words turn it off on a CPU that needs it.</summary>
    public bool TurnsOff => Pti switch
    {
        "off" => true,
        "on" => false,
        _ => Words.Contains("nopti") || StopsAuto is not null,
    };

    /// <summary>The word that keeps it off also where <c>pti=auto</c> stands; null where there is none.</summary>
    public string? StopsAuto => MitigationsWord is { } word && word[MitigationsPrefix.Length..].Split(',', ';') is var list && (list.Contains("off") || list.Contains("no_user_kernel")) ? word : null;

    /// <summary>Whether it is on even where the CPU does not need it.</summary>
    public bool Forces => Pti == "on" || Words.LastOrDefault(word => word.StartsWith("kpti=", StringComparison.Ordinal)) is "kpti=1" or "kpti=on" or "kpti=y";

    /// <summary>Whether some of the words want it and others do not.</summary>
    public bool IsContradictory
        => Words.Where(word => word.StartsWith(PtiPrefix, StringComparison.Ordinal)).Distinct().Count() > 1
            || Pti is "on" or "auto" && (Words.Contains("nopti") || StopsAuto is not null);

    /// <summary>The last value of <c>pti=</c>; null without one.</summary>
    private string? Pti => Words.LastOrDefault(word => word.StartsWith(PtiPrefix, StringComparison.Ordinal))?[PtiPrefix.Length..];

    /// <summary>The last <c>mitigations=</c>, which new kernels let say which attacks: <c>auto,no_user_kernel</c>.</summary>
    private string? MitigationsWord => Words.LastOrDefault(word => word.StartsWith(MitigationsPrefix, StringComparison.Ordinal));

    public static bool IsAboutPti(string word)
        => word is "nopti" || word.StartsWith(PtiPrefix, StringComparison.Ordinal) || word.StartsWith("kpti=", StringComparison.Ordinal) || word.StartsWith(MitigationsPrefix, StringComparison.Ordinal);

    /// <summary>Whether a word decides about it, or about what it costs.</summary>
    public static bool IsOfInterest(string word) => IsAboutPti(word) || word is "nopcid" or "noinvpcid";

    public static KernelCommandLine Parse(string text)
    {
        var (words, word, isQuoted) = (ImmutableArray.CreateBuilder<string>(), new StringBuilder(), false);
        foreach (var letter in text)
        {
            isQuoted ^= letter == '"';
            if (char.IsWhiteSpace(letter) && !isQuoted)
            {
                Add(words, word);
            }
            else
            {
                word.Append(letter);
            }
        }

        Add(words, word);
        return new KernelCommandLine { Words = words.ToImmutable() };
    }

    public override string ToString() => string.Join(' ', Words);

    private static void Add(ImmutableArray<string>.Builder words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
