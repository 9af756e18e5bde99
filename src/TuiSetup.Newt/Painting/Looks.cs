using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Painting;

/// <summary>A theme on a screen that has colours, or none.</summary>
internal sealed record Looks(Theme Theme, bool Color)
{
    public Style Of(Role role) => Theme.Of(role, Color);
}
