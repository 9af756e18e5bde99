using TuiSetup.Newt.Keys;

namespace TuiSetup.Newt.Widgets;

/// <summary>A list to take one of: Enter (and Space) ends the form with the marked row.</summary>
public sealed class Listbox<T>(IReadOnlyList<ListItem<T>> items, int height, int? width = null) : ScrollList<T>(items, height, width)
{
    /// <summary>Whether Enter ends the form; otherwise it goes to the next widget.</summary>
    public bool ReturnExit { get; init; }

    /// <summary>The marked row's value; the default of its type when the list is empty.</summary>
    public T? Current => Items.Count > 0 ? Items[CurrentIndex].Value : default;

    internal override KeyResult OnKey(Key key)
        => key.Code == KeyCode.Enter ? ReturnExit ? KeyResult.Exit : KeyResult.Next : base.OnKey(key);
}
