using System.Globalization;
using System.Text.RegularExpressions;

namespace TuiSetup.TestKit;

/// <summary>Tells how one recording differs from another.</summary>
public static partial class RecordingComparer
{
    public static IReadOnlyList<Difference> Compare(Recording expected, Recording actual) =>
    [
        .. Steps(expected, actual),
        .. expected.Moments.SkipLast(1).Zip(actual.Moments.SkipLast(1), Screens).SelectMany(found => found),
        .. AtTheEnd(expected, actual),
        .. Unequal(Aspect.ExitCode, Words(expected.ExitCode), Words(actual.ExitCode)),
        .. expected.Output.Keys.Union(actual.Output.Keys).SelectMany(descriptor => Unequal(
            Aspect.Output,
            $"descriptor {descriptor} “{expected.Output.GetValueOrDefault(descriptor)}”",
            $"descriptor {descriptor} “{actual.Output.GetValueOrDefault(descriptor)}”")),
        .. Unequal(Aspect.Settings, Kept(expected), Kept(actual)),
    ];

    private static IEnumerable<Difference> Steps(Recording expected, Recording actual) => Unequal(
        Aspect.Steps,
        string.Join(", ", expected.Moments.Select(Step)),
        string.Join(", ", actual.Moments.Select(Step)));

    private static IEnumerable<Difference> Screens(Moment expected, Moment actual)
    {
        for (var row = 0; row < Math.Max(expected.Rows.Count, actual.Rows.Count); row++)
        {
            var (wanted, found) = (Row(expected, row), Row(actual, row));
            var aspect = Characters(wanted) == Characters(found) ? Aspect.Looks : Aspect.Characters;
            foreach (var difference in Unequal(aspect, wanted, found))
            {
                yield return difference with { Words = $"after {expected.After}, row {row}{difference.Words}" };
            }
        }

        foreach (var difference in Unequal(Aspect.Cursor, Cursor(expected), Cursor(actual)))
        {
            yield return difference with { Words = $"after {expected.After}{difference.Words}" };
        }
    }

    private static IEnumerable<Difference> AtTheEnd(Recording expected, Recording actual)
    {
        var aspect = expected.ExitCode is null || actual.ExitCode is null ? (Aspect?)null : Aspect.ScreenAfterTheEnd;
        return Screens(expected.Moments[^1], actual.Moments[^1])
            .Select(difference => difference with { Aspect = aspect ?? difference.Aspect });
    }

    private static IEnumerable<Difference> Unequal(Aspect aspect, string expected, string actual)
    {
        if (expected != actual)
        {
            yield return new(aspect, $"{Environment.NewLine}    expected {expected}{Environment.NewLine}    but was  {actual}");
        }
    }

    private static string Row(Moment moment, int row) => row < moment.Rows.Count ? moment.Rows[row] : "(no row)";

    private static string Step(Moment moment) => moment.IsCalm ? moment.After : moment.After + " (without rest)";

    private static string Cursor(Moment moment) =>
        $"row {moment.Cursor.Row}, column {moment.Cursor.Column}, {(moment.Cursor.Visible ? "visible" : "hidden")}";

    private static string Words(int? exitCode) => exitCode?.ToString(CultureInfo.InvariantCulture) ?? "still running";

    private static string Kept(Recording recording) => recording.SettingsKept ? "settings restored" : "settings changed";

    private static string Characters(string row) => Look().Replace(row, "").TrimEnd('|').TrimEnd(' ');

    [GeneratedRegex(@"\{[^{}/]+/[^{}]+\}")]
    private static partial Regex Look();
}
