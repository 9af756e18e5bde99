namespace TuiSetup.Newt.Themes;

/// <summary>
/// newt's own way to change colours: <c>NEWT_COLORS</c>, else the file <c>NEWT_COLORS_FILE</c> names, else the palette
/// of the system. An entry is <c>role=foreground,background</c>; a half that is empty stays as it is, and what cannot
/// be understood is passed over, as newt does. The system's palette is meant for newt's own look, and changes no other theme.
/// </summary>
public static class NewtColors
{
    private const string SystemFile = "/etc/newt/palette";

    /// <summary>newt reads no more of a file, or of the variable.</summary>
    private const int MaxLength = 16383;

    private static readonly char[] Separators = [';', ':', '\n', '\r', '\t', ' '];

    /// <summary>The theme with what the environment changes in it.</summary>
    /// <param name="theme">What stays where nothing is said.</param>
    /// <param name="variable">Reads a variable of the environment; null when it is not set.</param>
    public static Theme Apply(Theme theme, Func<string, string?> variable)
        => Apply(theme, variable("NEWT_COLORS") ?? ReadFile(variable("NEWT_COLORS_FILE") ?? (theme.Name == Theme.Classic.Name ? SystemFile : "")));

    internal static Theme Apply(Theme theme, string palette)
    {
        var styles = theme.Colors.ToArray();
        foreach (var entry in palette[..Math.Min(palette.Length, MaxLength)].Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(entry, '=');
            var (foreground, background) = Cut(value, ',');
            if (background is null || !Roles.TryParse(name, out var role) || name != Roles.Names[(int)role])
            {
                continue;
            }

            // The text in a scale is white, whatever is said.
            ref var style = ref styles[(int)role];
            var changed = style with
            {
                Foreground = role is Role.EmptyScale or Role.FullScale ? style.Foreground : ColorOr(foreground, style.Foreground),
                Background = ColorOr(background, style.Background),
            };

            // Colours that are asked for are seen as they are, not the other way round.
            style = changed == style ? style : changed with { Reverse = false };
        }

        return theme with { Colors = [.. styles] };
    }

    private static (string Before, string? After) Cut(string? text, char at)
    {
        var index = text?.IndexOf(at, StringComparison.Ordinal) ?? -1;
        return index < 0 ? (text ?? "", null) : (text![..index], text[(index + 1)..]);
    }

    private static int ColorOr(string name, int otherwise) => ColorNames.TryParse(name, out var color) ? color : otherwise;

    private static string ReadFile(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
