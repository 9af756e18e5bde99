namespace TuiSetup.Core.Problems;

/// <summary>What the user gave has problems; all of them are here.</summary>
public sealed class ProblemException(IReadOnlyList<Problem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
