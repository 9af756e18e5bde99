namespace TuiSetup.Backends.Kpti.Change;

/// <summary>Where the reports around a reboot are kept.</summary>
internal static class KptiFiles
{
    /// <summary>So much of a boot's id tells it from others.</summary>
    private const int IdLength = 8;

    public static string Before(string state, string boot) => Path.Combine(state, "kpti", $"before-{Short(boot)}.json");

    /// <param name="state">The state folder.</param>
    /// <param name="boot">Id of the boot before, as for the other report.</param>
    public static string After(string state, string boot) => Path.Combine(state, "kpti", $"after-{Short(boot)}.json");

    private static string Short(string boot) => boot[..Math.Min(boot.Length, IdLength)];
}
