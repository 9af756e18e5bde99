namespace TuiSetup.Newt.Terminal;

/// <summary>Terminfo's <c>$&lt;5/&gt;</c> delays.</summary>
internal static class Padding
{
    /// <summary>Removes them: no device in use today needs them.</summary>
    public static string Strip(string? text)
    {
        text ??= "";
        for (var start = text.IndexOf("$<", StringComparison.Ordinal); start >= 0; start = text.IndexOf("$<", StringComparison.Ordinal))
        {
            var end = text.IndexOf('>', start);
            if (end < 0)
            {
                break;
            }

            text = text.Remove(start, end - start + 1);
        }

        return text;
    }
}
