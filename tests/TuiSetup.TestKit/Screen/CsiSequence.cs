using System.Globalization;

namespace TuiSetup.TestKit;

/// <summary>A control sequence: <c>ESC [ prefix parameters intermediates final</c>.</summary>
internal sealed record CsiSequence(string Text, char Prefix, int[][] Parameters, string Intermediates, char Final)
{
    /// <summary>What tells sequences apart: prefix, intermediates and final.</summary>
    public string Key => (Prefix == '\0' ? "" : $"{Prefix}") + Intermediates + Final;

    /// <summary>A parameter, or the fallback where it is missing.</summary>
    public int this[int index, int fallback = 0] =>
        index < Parameters.Length && Parameters[index][0] >= 0 ? Parameters[index][0] : fallback;

    /// <summary>A count: missing and 0 are 1.</summary>
    public int Count(int index = 0) => Math.Max(1, this[index]);

    /// <param name="body">All after <c>ESC [</c>.</param>
    public static CsiSequence Parse(string body)
    {
        var start = body.Length > 0 && body[0] is >= '<' and <= '?' ? 1 : 0;
        var end = start;
        while (end < body.Length && body[end] is >= '0' and <= ';')
        {
            end++;
        }

        var parameters = body[start..end].Split(';').Select(SubParameters).ToArray();
        return new(body, start == 1 ? body[0] : '\0', parameters, body[end..^1], body[^1]);
    }

    private static int[] SubParameters(string parameter) => [.. parameter.Split(':').Select(Number)];

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Math.Min(value, 65535) : -1;
}
