using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Painting;

/// <summary>A theme on a screen that has colours, or none.</summary>
internal sealed record Looks(Theme Theme, bool Color)
{
    /// <summary>What goes before the theme; null is nothing.</summary>
    public IReadOnlyDictionary<Role, Style>? Instead { get; init; }

    public Style Of(Role role) => Instead is not null && Instead.TryGetValue(role, out var style) ? style : Theme.Of(role, Color);
}
