namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A field whose text is not what <c>--validate</c> asks for, and what to say about it.</summary>
internal sealed record Mismatch(TypedField Field, string Message)
{
    /// <summary>The first one; null when all texts are as they should be.</summary>
    public static Mismatch? FirstOf(IReadOnlyList<TypedField> fields, WhiptailOptions options)
    {
        for (var index = 0; index < fields.Count && !options.Patterns.IsEmpty; index++)
        {
            var which = Math.Min(index, options.Patterns.Length - 1);
            var pattern = options.Patterns[which];
            if (!pattern.IsMatch(fields[index].Text))
            {
                return new Mismatch(fields[index], MessageFor(fields[index], which, options));
            }
        }

        return null;
    }

    private static string MessageFor(TypedField field, int which, WhiptailOptions options)
        => which < options.PatternMessages.Length ? RequestReader.WithLineBreaks(options.PatternMessages[which])
            : field.Label is { Length: > 0 } label ? T($"{label.TrimEnd(' ', ':')} must match the pattern\n{options.Patterns[which]}")
            : T($"This must match the pattern\n{options.Patterns[which]}");
}
