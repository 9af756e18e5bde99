namespace TuiSetup.Newt.Widgets;

/// <summary>A row of a tree on the screen: how deep it is, and its state.</summary>
internal sealed class TreeNode<T>
{
    public TreeNode(TreeItem<T> item, int depth)
    {
        (Item, Depth) = (item, depth);
        (IsExpanded, State) = (item.IsExpanded, item.IsSelected ? 1 : 0);
        Children = [.. item.Children.Select(child => new TreeNode<T>(child, depth + 1))];
    }

    public TreeItem<T> Item { get; }

    public int Depth { get; }

    public IReadOnlyList<TreeNode<T>> Children { get; }

    public bool IsBranch => Children.Count > 0;

    /// <summary>Whether a branch shows what is below it.</summary>
    public bool IsExpanded { get; set; }

    /// <summary>Index of a leaf's state; 0 is not selected.</summary>
    public int State { get; set; }

    /// <summary>This one and all below it, from top to bottom.</summary>
    public IEnumerable<TreeNode<T>> All() => Children.SelectMany(child => child.All()).Prepend(this);

    /// <summary>This one, and what is to be seen below it.</summary>
    public IEnumerable<TreeNode<T>> Shown() => IsExpanded ? Children.SelectMany(child => child.Shown()).Prepend(this) : [this];
}
