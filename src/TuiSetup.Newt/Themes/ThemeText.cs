using System.Text;

namespace TuiSetup.Newt.Themes;

/// <summary>Themes in words, for where nothing can be drawn.</summary>
public static class ThemeText
{
    /// <summary>Every role with its colours, and with what takes their place on a screen without colours.</summary>
    public static string Of(Theme theme)
    {
        var text = new StringBuilder();
        text.Append(theme.Name).Append(theme.Summary.Length > 0 ? ": " : "").Append(theme.Summary).Append('\n');
        text.Append($"  {"role",-14} {"colours",-36} without colours\n");
        foreach (var role in Enum.GetValues<Role>())
        {
            text.Append($"  {Roles.Names[(int)role],-14} {Of(theme.Of(role, color: true)),-36} {Attributes(theme.Of(role, color: false))}\n");
        }

        return text.ToString();
    }

    /// <summary>A style in words, such as <c>white on blue, bold</c>.</summary>
    internal static string Of(Style style)
    {
        var colors = $"{ColorNames.Of(style.Foreground)} on {ColorNames.Of(style.Background)}";
        return Attributes(style) is var attributes && attributes != Plain ? $"{colors}, {attributes}" : colors;
    }

    private const string Plain = "plain";

    private static string Attributes(Style style)
    {
        string[] names = [style.Bold ? "bold" : "", style.Underline ? "underline" : "", style.Reverse ? "reverse" : ""];
        return string.Join(' ', names.Where(name => name.Length > 0)) is { Length: > 0 } text ? text : Plain;
    }
}
