using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TuiSetup.Backends.Kpti.Measuring;

namespace TuiSetup.Backends.Kpti.Reports;

/// <summary>One operation in two reports, in nanoseconds of its fastest batch.</summary>
/// <param name="Name">Name of the operation.</param>
/// <param name="Title">What is done.</param>
/// <param name="Before">In the first report.</param>
/// <param name="After">In the second.</param>
/// <param name="Noise">How far the figures may be apart by chance: what lies between minimum and median, in the noisier of the two.</param>
internal sealed record Difference(string Name, string Title, double Before, double After, double Noise)
{
    public double Change => After - Before;

    public double Percent => Math.Round(100 * Change / Before, 1);

    public bool IsWithinNoise => Math.Abs(Change) <= Noise;

    public static Difference Of(Measurement before, Measurement after)
        => new(before.Name, before.Title, before.Minimum, after.Minimum, Math.Max(before.Median - before.Minimum, after.Median - after.Minimum));
}

/// <summary>Two reports beside each other.</summary>
internal sealed record KptiComparison(KptiReport Before, KptiReport After, ImmutableArray<Difference> Differences, ImmutableArray<string> Remarks)
{
    private const int Columns = 79;

    public static KptiComparison Between(KptiReport before, KptiReport after) => new(
        before,
        after,
        [.. (before.Measurements?.Kept ?? []).Select(was => (Was: was, Now: after.Measurements?.Find(was.Name))).Where(pair => pair.Now is not null).Select(pair => Difference.Of(pair.Was, pair.Now!))],
        [.. Judge(before, after)]);

    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(T($"Before: {Describe(Before)}\nAfter:  {Describe(After)}\n\n"));
        if (!Differences.IsEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $"{TextWidth.Pad(T("Nanoseconds"), 28)}{TextWidth.PadLeft(T("before"), 10)}{TextWidth.PadLeft(T("after"), 10)}{TextWidth.PadLeft(T("change"), 9)}{TextWidth.PadLeft(T("noise"), 8)}\n");
            foreach (var one in Differences)
            {
                text.Append(CultureInfo.InvariantCulture, $"{TextWidth.Pad(one.Title, 28)}{one.Before,10:0.0}{one.After,10:0.0}{one.Percent,8:+0.0;-0.0;0.0}%{one.Noise,8:0.0}{(one.IsWithinNoise ? "  =" : "")}\n");
            }

            text.Append(T("\n= stands where the change is within the noise.\n"));
        }

        return text.Append(string.Concat(Remarks.Select(remark => Wrapped.Of(remark, "", Columns)))).ToString();
    }

    private static string Describe(KptiReport report)
        => T($"{report.Host}, {report.At:yyyy-MM-dd HH:mm} UTC, Linux {report.Machine.Kernel}, PTI {Isolation(report)}");

    private static string Isolation(KptiReport report) => report.Machine.IsIsolated switch
    {
        true => "on",
        false => "off",
        _ => T("not known"),
    };

    private static IEnumerable<string> Judge(KptiReport before, KptiReport after)
    {
        if (before.Machine.Cpu != after.Machine.Cpu || before.Machine.Hypervisor != after.Machine.Hypervisor)
        {
            yield return T($"The reports are of different machines ({before.Machine.Cpu}; {after.Machine.Cpu}), so the change is not that of page-table isolation alone.");
        }
        else if (before.Machine.Kernel != after.Machine.Kernel)
        {
            yield return T("The reports are of different kernels, so the change is not that of page-table isolation alone.");
        }

        if (before.Measurements is null || after.Measurements is null)
        {
            yield return T($"{(before.Measurements is null ? T("The first") : T("The second"))} report has no measurements, so there is nothing to compare.");
        }
        else if (before.Measurements.Find("syscall") is { } was && after.Measurements.Find("syscall") is { } now)
        {
            var difference = Difference.Of(was, now);
            yield return (before.Machine.IsIsolated, after.Machine.IsIsolated) switch
            {
                _ when difference.IsWithinNoise => T("A kernel entry costs the same in both, within the noise."),
                (true, false) => T($"Without page-table isolation a kernel entry is {-difference.Change:0} ns cheaper here."),
                (false, true) => T($"Page-table isolation makes a kernel entry {difference.Change:0} ns dearer here."),
                _ => T($"A kernel entry takes {difference.Change:+0;-0} ns, though page-table isolation is the same in both: something else changed."),
            };
        }
    }

    private static string Sentence(FormattableString text) => FormattableString.Invariant(text);
}
