using System.Collections.Immutable;

namespace TuiSetup.Newt.Whiptail;

/// <summary>What the user chose or typed: as the text for the output descriptor, and as the one value or the list that it stands for.</summary>
internal sealed record BoxAnswer(string Text)
{
    public static BoxAnswer Nothing { get; } = new("");

    public string? Value { get; init; }

    /// <summary>Default where the box asks for one value.</summary>
    public ImmutableArray<string> Values { get; init; }

    /// <summary>An answer that is written as it is.</summary>
    public static BoxAnswer Of(string value) => new(value) { Value = value };
}
