namespace TuiSetup.Bench;

/// <summary>What our boxes have to reach next to whiptail's, on one terminal: the worst of the boxes.</summary>
internal static class BoxTargets
{
    private const double TimesWhiptail = 2, KeyMilliseconds = 1, Megabytes = 16;

    public static IReadOnlyList<Target> Of(BenchTerminal terminal, IReadOnlyList<(Box Box, Dictionary<string, ScreenFigures> Figures)> boxes)
    {
        var withKeys = boxes.Where(one => one.Box.Keys.Length > 0).ToList();
        return
        [
            Worst($"first paint at most {TimesWhiptail}x whiptail's", boxes, TimesWhiptail, Contender.Whiptail, Paint),
            Worst("first paint before python3-newt's", boxes, 1, Contender.Newt, Paint),
            Worst($"key to repaint within {KeyMilliseconds} ms of whiptail's", withKeys, KeyMilliseconds, Contender.Whiptail,
                (ours, theirs) => (ours.Key.Median - theirs.Key.Median, $"{ours.Key.Median:0.00} ms, {theirs.Key.Median:0.00} ms")),
            Worst("first frame not more bytes than whiptail's", boxes, 1, Contender.Whiptail,
                (ours, theirs) => ((double)ours.FirstBytes / theirs.FirstBytes, $"{ours.FirstBytes}, {theirs.FirstBytes}")),
            Worst("key not more bytes than whiptail's", withKeys, 1, Contender.Whiptail,
                (ours, theirs) => (ours.KeyBytes.Mean / theirs.KeyBytes.Mean, $"{ours.KeyBytes.Mean:0.0}, {theirs.KeyBytes.Mean:0.0}")),
            Worst($"at most {Megabytes} MB resident", boxes, Megabytes, Contender.Whiptail,
                (ours, theirs) => (ours.Rss.Median, $"{ours.Rss.Median:0.0} MB, {theirs.Rss.Median:0.0} MB")),
        ];

        Target Worst(
            string wanted,
            IReadOnlyList<(Box Box, Dictionary<string, ScreenFigures> Figures)> among,
            double limit,
            string other,
            Func<ScreenFigures, ScreenFigures, (double Value, string Words)> measure)
        {
            wanted = $"{terminal.Term}: whiptail's boxes: {wanted}";
            if (IsMissing(among, other))
            {
                return new(wanted, "not measured", null);
            }

            var (value, words) = among
                .Select(one => (Measured: measure(one.Figures[Contender.Ours], one.Figures[other]), one.Box.Name))
                .Select(one => (one.Measured.Value, $"{one.Measured.Words} ({one.Name})"))
                .MaxBy(one => one.Value);
            return new(wanted, words, value <= limit);
        }
    }

    private static (double Times, string Words) Paint(ScreenFigures ours, ScreenFigures theirs)
    {
        var times = ours.FirstPaint.Median / theirs.FirstPaint.Median;
        return (times, $"{ours.FirstPaint.Median:0.0} ms, {times:0.0}x of {theirs.FirstPaint.Median:0.0} ms");
    }

    private static bool IsMissing(IReadOnlyList<(Box Box, Dictionary<string, ScreenFigures> Figures)> boxes, string other)
        => boxes.Any(one => (one.Figures[Contender.Ours].Failure ?? one.Figures[other].Failure) is not null);
}
