namespace TuiSetup.TestKit;

/// <summary>What is seen on a terminal at one time.</summary>
/// <param name="After">What happened just before.</param>
/// <param name="Rows">The characters and looks of each row.</param>
/// <param name="Cursor">Its row and column, and whether it is visible.</param>
/// <param name="IsCalm">Whether the program had come to rest.</param>
public sealed record Moment(string After, IReadOnlyList<string> Rows, (int Row, int Column, bool Visible) Cursor, bool IsCalm)
{
    /// <summary>How many bytes the program has sent so far.</summary>
    public long Bytes { get; init; }
}
