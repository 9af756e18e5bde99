using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Whiptail.Boxes;

/// <summary>A text that the user can type.</summary>
/// <param name="Label">What stands before it; null when the box has one field only.</param>
/// <param name="Text">What stands in it now.</param>
/// <param name="Widget">Where it is typed.</param>
internal sealed record TypedField(string? Label, string Text, Widget Widget);
