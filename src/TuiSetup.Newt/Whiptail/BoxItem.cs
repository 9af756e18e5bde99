namespace TuiSetup.Newt.Whiptail;

/// <summary>A row of a menu, list or tree.</summary>
internal sealed record BoxItem(string Tag, string Text, bool IsOn)
{
    /// <summary>How many branches of a tree it stands below.</summary>
    public int Depth { get; init; }
}
