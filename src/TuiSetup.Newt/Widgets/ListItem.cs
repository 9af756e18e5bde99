namespace TuiSetup.Newt.Widgets;

/// <summary>A row of a list: what it stands for, and what is shown.</summary>
public sealed record ListItem<T>(T Value, string Text);
