using System.Globalization;
using System.Text.RegularExpressions;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Values of the options that whiptail does not know.</summary>
internal static class ExtensionValues
{
    /// <summary>What a timer takes, in seconds: 24 days.</summary>
    private const double MaxSeconds = int.MaxValue / 1000;

    /// <summary>Seconds, with a fraction or without; 0 is no limit, as for dialog(1).</summary>
    public static TimeSpan? Seconds(string value)
        => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= MaxSeconds
            ? seconds > 0 ? TimeSpan.FromSeconds(seconds) : null
            : throw Refused(T($"--timeout: {value} is not a number of seconds from 0 to {MaxSeconds:0}"));

    /// <summary>A pattern whose search takes time in proportion to the text, whatever the two are.</summary>
    public static Regex Pattern(string value)
    {
        try
        {
            return new Regex(value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (RegexParseException wrong)
        {
            throw Refused($"--validate: {wrong.Message}");
        }
        catch (NotSupportedException)
        {
            throw Refused(T($"--validate: '{value}' looks around or refers back, which a pattern here cannot; conditions and atomic groups cannot either"));
        }
    }

    private static WhiptailEnd Refused(string message) => new(message + "\n", WhiptailExit.Error);
}
