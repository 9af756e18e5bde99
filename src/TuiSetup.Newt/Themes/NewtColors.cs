namespace TuiSetup.Newt.Themes;

/// <summary>
/// newt's own way to change colours: <c>NEWT_COLORS</c>, else the file <c>NEWT_COLORS_FILE</c> names, else the palette
/// of the system. An entry is <c>role=foreground,background</c>; a half that is empty stays as it is, and what cannot
/// be understood is passed over, as newt does.
/// </summary>
public static class NewtColors
{
    private const string SystemFile = "/etc/newt/palette";

    /// <summary>newt reads no more of a file, or of the variable.</summary>
    private const int MaxLength = 16383;

    private static readonly char[] Separators = [';', ':', '\n', '\r', '\t', ' '];

    private static readonly Dictionary<string, Role> Roles =
        Enum.GetValues<Role>().ToDictionary(role => role.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>The theme with what the environment changes in it.</summary>
    /// <param name="theme">What stays where nothing is said.</param>
    /// <param name="variable">Reads a variable of the environment; null when it is not set.</param>
    public static Theme Apply(Theme theme, Func<string, string?> variable)
        => Apply(theme, variable("NEWT_COLORS") ?? ReadFile(variable("NEWT_COLORS_FILE") ?? SystemFile));

    internal static Theme Apply(Theme theme, string palette)
    {
        var styles = theme.Colors.ToArray();
        foreach (var entry in palette[..Math.Min(palette.Length, MaxLength)].Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(entry, '=');
            var (foreground, background) = Cut(value, ',');
            if (background is null || !Roles.TryGetValue(name, out var role))
            {
                continue;
            }

            // The text in a scale is white, whatever is said.
            ref var style = ref styles[(int)role];
            style = style with
            {
                Foreground = role is Role.EmptyScale or Role.FullScale ? style.Foreground : ColorOr(foreground, style.Foreground),
                Background = ColorOr(background, style.Background),
            };
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
