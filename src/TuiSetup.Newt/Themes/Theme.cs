using System.Collections.Immutable;

namespace TuiSetup.Newt.Themes;

/// <summary>A style for each <see cref="Role"/>, for colour screens and for monochrome ones.</summary>
public sealed record Theme(string Name, ImmutableArray<Style> Colors, ImmutableArray<Style> Mono)
{
    /// <summary>What it is for, in a few words.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The name of the theme that it is based on; null is newt's own look.</summary>
    public string? Inherits { get; init; }

    public const int RoleCount = (int)Role.SelListbox + 1;

    /// <summary>newt's own look, as its library has it built in.</summary>
    public static Theme Classic { get; } = new("newt", ClassicColors(), ClassicMono());

    public Style Of(Role role, bool color) => (color ? Colors : Mono)[(int)role];

    /// <summary>The same theme with other colours for one role; screens without colours stay as they are.</summary>
    public Theme With(Role role, Style colors) => this with { Colors = Colors.SetItem((int)role, colors) };

    private static ImmutableArray<Style> ClassicColors()
    {
        const int black = 0, red = 1, brown = 3, blue = 4, lightgray = 7, white = 15;
        return
        [
            new(white, blue), new(black, lightgray), new(black, lightgray), new(white, black), new(red, lightgray),
            new(lightgray, red), new(red, lightgray), new(lightgray, blue), new(lightgray, red), new(lightgray, blue),
            new(blue, lightgray), new(black, lightgray), new(lightgray, blue), new(black, lightgray), new(lightgray, red),
            new(white, blue), new(lightgray, blue), new(white, blue), new(white, red), new(blue, lightgray),
            new(black, lightgray), new(lightgray, red), new(black, brown),
        ];
    }

    private static ImmutableArray<Style> ClassicMono()
    {
        var styles = Enumerable.Repeat(Style.Plain, RoleCount).ToArray();
        var reverse = Style.Plain with { Reverse = true };
        var underline = Style.Plain with { Underline = true };
        foreach (var role in (Role[])[Role.ActButton, Role.ActCheckbox, Role.ActListbox, Role.ActTextbox])
        {
            styles[(int)role] = reverse;
        }

        styles[(int)Role.EmptyScale] = underline;
        styles[(int)Role.FullScale] = underline with { Reverse = true };
        styles[(int)Role.SelListbox] = Style.Plain with { Bold = true };
        styles[(int)Role.ActSelListbox] = reverse with { Bold = true };
        return [.. styles];
    }
}
