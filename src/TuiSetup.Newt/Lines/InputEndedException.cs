namespace TuiSetup.Newt.Lines;

/// <summary>A question was asked, and the input ended instead of an answer.</summary>
public sealed class InputEndedException(bool byHand) : Exception(T("The input ended before every question was answered."))
{
    /// <summary>Whether somebody typed Ctrl-D; otherwise a pipe or a file had too few lines.</summary>
    public bool ByHand { get; } = byHand;
}
