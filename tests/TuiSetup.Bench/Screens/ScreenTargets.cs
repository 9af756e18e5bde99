namespace TuiSetup.Bench;

/// <summary>What our screens have to reach next to the others'. A wizard's page is not whiptail's box: see the boxes for bytes.</summary>
internal static class ScreenTargets
{
    private const double TimesWhiptail = 2, KeyMilliseconds = 1, Megabytes = 16;

    public static IReadOnlyList<Target> Of(BenchTerminal terminal, Dictionary<string, ScreenFigures> figures)
    {
        var (ours, whiptail, newt) =
            (figures[Contender.Ours], figures[Contender.Whiptail], figures[Contender.Newt]);
        var paint = ours.FirstPaint.Median;
        return
        [
            Check($"first paint at most {TimesWhiptail}x whiptail's", [ours, whiptail], () => (
                paint <= TimesWhiptail * whiptail.FirstPaint.Median,
                $"{paint:0.0} ms, {paint / whiptail.FirstPaint.Median:0.0}x of {whiptail.FirstPaint.Median:0.0} ms")),
            Check("first paint not after python3-newt's", [ours, newt], () => (
                paint <= newt.FirstPaint.Median, $"{paint:0.0} ms, {newt.FirstPaint.Median:0.0} ms")),
            Check($"key to repaint within {KeyMilliseconds} ms of whiptail's", [ours, whiptail], () => (
                ours.Key.Median - whiptail.Key.Median <= KeyMilliseconds, $"{ours.Key.Median:0.00} ms, {whiptail.Key.Median:0.00} ms")),
            Check($"at most {Megabytes} MB resident", [ours], () => (ours.Rss.Median <= Megabytes, $"{ours.Rss.Median:0.0} MB")),
            Check("no wake-ups when idle", [ours], () => (ours.WakeUps == 0, $"{ours.WakeUps:0.0}/s")),
        ];

        Target Check(string wanted, ScreenFigures[] needed, Func<(bool Holds, string Measured)> look)
        {
            wanted = $"{terminal.Term}: {wanted}";
            if (needed.Any(figures => figures.Failure is not null))
            {
                return new(wanted, "not measured", null);
            }

            var (holds, measured) = look();
            return new(wanted, measured, holds);
        }
    }
}
