namespace TuiSetup.TestKit;

/// <summary>What a program that ended has printed.</summary>
public sealed record ProcessResult(int ExitCode, string Stdout, string Stderr)
{
    /// <summary>The standard output of a success; anything else throws with what was printed.</summary>
    public string Required(string what) => ExitCode == 0
        ? Stdout
        : throw new InvalidOperationException($"{what} ended with {ExitCode}: {Stderr}{Stdout}".TrimEnd());
}
