namespace TuiSetup.TestKit;

/// <summary>What one run of a program showed and left.</summary>
/// <param name="Moments">One after the start and after each step, until the program ended, and one after its end.</param>
/// <param name="ExitCode">Null when the program went on after the last step.</param>
/// <param name="Output">What came through each descriptor that was a pipe.</param>
/// <param name="SettingsKept">Whether the terminal's settings are as they were before.</param>
public sealed record Recording(
    IReadOnlyList<Moment> Moments, int? ExitCode, IReadOnlyDictionary<int, string> Output, bool SettingsKept);
