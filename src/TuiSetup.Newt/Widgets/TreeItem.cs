namespace TuiSetup.Newt.Widgets;

/// <summary>A row of a tree and the rows below it; one with rows below is a branch, the others are leaves.</summary>
/// <param name="Value">What it stands for.</param>
/// <param name="Text">What is shown.</param>
public sealed record TreeItem<T>(T Value, string Text)
{
    /// <summary>The rows below, to any depth.</summary>
    public IReadOnlyList<TreeItem<T>> Children { get; init; } = [];

    /// <summary>Whether a leaf is selected at first.</summary>
    public bool IsSelected { get; init; }

    /// <summary>Whether a branch shows its rows at first.</summary>
    public bool IsExpanded { get; init; }
}
