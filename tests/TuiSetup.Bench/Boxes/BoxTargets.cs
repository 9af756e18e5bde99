namespace TuiSetup.Bench;

/// <summary>What our boxes have to reach next to whiptail's.</summary>
internal static class BoxTargets
{
    public static IReadOnlyList<Target> Of(BenchTerminal terminal, Box box, Dictionary<string, ScreenFigures> figures)
    {
        var (ours, whiptail) = (figures[Contender.Ours], figures[Contender.Whiptail]);
        var name = $"{terminal.Term}: {box.Name}";
        if ((ours.Failure ?? whiptail.Failure) is not null)
        {
            return [new($"{name} beside whiptail's", "not measured", null)];
        }

        List<Target> targets = [NotAbove($"{name} is not more bytes than whiptail's", ours.FirstBytes, whiptail.FirstBytes)];
        if (box.Keys.Length > 0)
        {
            targets.Add(NotAbove($"{name}'s key is not more bytes than whiptail's", ours.KeyBytes.Mean, whiptail.KeyBytes.Mean));
        }

        return targets;
    }

    private static Target NotAbove(string wanted, double ours, double theirs) =>
        new(wanted, $"{ours:0.#}, {theirs:0.#}", ours <= theirs);
}
