using TuiSetup.Newt.Windows;

namespace TuiSetup.Newt.Dialogs;

/// <summary>How a question looks, where newt's own way is not wanted.</summary>
public sealed record DialogOptions
{
    internal static DialogOptions Default { get; } = new();

    /// <summary>Cells of a line of text; a little less or more where the lines are filled better.</summary>
    public int Width { get; init; } = 40;

    /// <summary>Labels of the buttons; the first one says yes.</summary>
    public IReadOnlyList<string> Buttons { get; init; } = [T("Ok"), T("Cancel")];

    /// <summary>Whether buttons are one row high.</summary>
    public bool Compact { get; init; }

    /// <summary>What F1 shows; null is no help.</summary>
    public string? Help { get; init; }

    /// <summary>Column and row of the window's inside; null centres it.</summary>
    public (int Column, int Row)? Place { get; init; }

    /// <summary>Rows of a list that are shown; null is as many as there are, and as fit.</summary>
    public int? Height { get; init; }

    /// <summary>Cells of a line to type in.</summary>
    public int EntryWidth { get; init; } = 20;

    internal Func<Terminal.ScreenSize, (int Column, int Row)>? PlaceOn => Place is { } place ? _ => place : null;

    internal ILayoutItem ButtonOf(string label) => Compact ? new Widgets.Button(label) : new Widgets.BoxButton(label);
}
