namespace TuiSetup.VCenterSim.Model;

/// <summary>What a release of vCenter speaks and can do.</summary>
internal sealed record Profile(string Release, IReadOnlyList<string> Versions, string DvsVersion, bool HasMacLearning, bool HasMixedMirror, bool QuotesCookie)
{
    public static Profile V65 { get; } = new("6.5.0", ["6.5", "6.0", "5.5"], "6.5.0", HasMacLearning: false, HasMixedMirror: false, QuotesCookie: true);

    public static Profile V67 { get; } = new("6.7.0", ["6.7.1", "6.7", "6.5", "6.0"], "6.6.0", HasMacLearning: true, HasMixedMirror: false, QuotesCookie: true);

    public static Profile V70 { get; } = new("7.0.3", ["7.0.3.0", "7.0.2.0", "7.0", "6.7.1", "6.7", "6.5"], "7.0.3", HasMacLearning: true, HasMixedMirror: false, QuotesCookie: true);

    public static Profile V80 { get; } = new("8.0.3", ["8.0.3.0", "8.0.2.0", "8.0.1.0", "7.0.3.0", "6.7", "6.5"], "8.0.3", HasMacLearning: true, HasMixedMirror: false, QuotesCookie: false);

    public static IReadOnlyList<Profile> All { get; } = [V65, V67, V70, V80];
}
