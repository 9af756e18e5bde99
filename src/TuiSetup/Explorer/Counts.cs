using System.Globalization;

namespace TuiSetup.Explorer;

/// <summary>Numbers of things, as people say them.</summary>
internal static class Counts
{
    public static string Of(long number, string thing) => string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");
}
