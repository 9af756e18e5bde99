using System.Collections.Immutable;
using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.Kpti.Change;

/// <summary>What the answers want of page-table isolation.</summary>
internal sealed record KptiRequest
{
    public const string PtiField = "pti", ReasonField = "reason", OnceField = "once", CompareField = "compare";

    public const string Auto = "auto", On = "on", Off = "off";

    public static ImmutableArray<string> Fields { get; } = [PtiField, ReasonField, OnceField, CompareField];

    /// <summary>auto, on or off; empty when it is not answered.</summary>
    public string Pti { get; init; } = "";

    /// <summary>Why it is turned off where it is needed.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the next boot alone shall have it.</summary>
    public bool Once { get; init; }

    /// <summary>Whether it is measured now, and again after the reboot.</summary>
    public bool Compares { get; init; }

    /// <summary>Who asks for it, by the name of their account.</summary>
    public string By { get; init; } = "";

    /// <summary>The word on the kernel command line.</summary>
    public string Word => "pti=" + Pti;

    /// <summary>Who and why, for whoever finds it later; empty where nothing was said.</summary>
    public string Record => Reason.Length > 0 ? $"{By}: {Reason}" : "";

    public static KptiRequest From(AnswerSheet answers, Func<string, string?> variable) => new()
    {
        Pti = answers[PtiField].AsText ?? "",
        Reason = answers[ReasonField].AsText?.Trim() ?? "",
        Once = answers[OnceField].AsTruth == true,
        Compares = answers[CompareField].AsTruth == true,
        By = new[] { variable("SUDO_USER"), variable("USER"), variable("LOGNAME") }.FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? "root",
    };
}
