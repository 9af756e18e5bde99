namespace TuiSetup.Core.Problems;

/// <summary>What a problem stops.</summary>
public enum Severity
{
    /// <summary>Nothing can be applied until it is put right.</summary>
    Error,
    /// <summary>It can be applied once the problem's phrase has been typed out.</summary>
    Confirm,
    /// <summary>Good to know; it stops nothing.</summary>
    Warning,
}

/// <summary>A mistake of the user, or a danger: where it is, what it is, and what to do.</summary>
public sealed record Problem
{
    public required Severity Severity { get; init; }

    /// <summary>What is wrong, as a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it, as a sentence.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The question it is about; null when it is about no single one.</summary>
    public string? Field { get; init; }

    /// <summary>Name of the check that found it, where checks have names.</summary>
    public string? Check { get; init; }

    /// <summary>File, line and column, or the place in a batch.</summary>
    public string Place { get; init; } = "";

    /// <summary>For <see cref="Severity.Confirm"/>: what must be typed.</summary>
    public string? Phrase { get; init; }

    public static Problem Error(string? field, string message, string remedy = "")
        => new() { Severity = Severity.Error, Field = field, Message = message, Remedy = remedy };

    public static Problem Warning(string? field, string message, string remedy = "")
        => new() { Severity = Severity.Warning, Field = field, Message = message, Remedy = remedy };

    public static Problem Confirm(string? field, string phrase, string message)
        => new()
        {
            Severity = Severity.Confirm,
            Field = field,
            Phrase = phrase,
            Message = message,
            Remedy = T($"To do it all the same, confirm by typing {phrase} (in an answer file: \"confirm\": [\"{phrase}\"])."),
        };

    /// <summary>One line: place, field, check, message, remedy.</summary>
    public override string ToString()
        => string.Join(' ', new[] { Place.Length > 0 ? Place + ":" : "", Field is null ? "" : Field + ":", Check is null ? "" : $"[{Check}]", Message, Remedy }.Where(part => part.Length > 0));
}
