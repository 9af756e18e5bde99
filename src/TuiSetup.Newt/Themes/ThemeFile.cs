namespace TuiSetup.Newt.Themes;

/// <summary>
/// Reads <c>themes/*.json</c>. <c>inherits</c> names another theme, whose styles stay where nothing else is said; without
/// it they are newt's own. <c>colors</c> maps newt's names to [foreground, background] and perhaps attributes,
/// <c>mono</c> maps them to attributes alone, for screens without colours.
/// </summary>
public static class ThemeFile
{
    /// <summary>Reads a theme and those that it inherits. <exception cref="ThemeException">They have mistakes; all of them are told.</exception></summary>
    /// <param name="path">The file.</param>
    /// <param name="find">The file of a theme by its name, or null; by default it is looked for beside this one.</param>
    public static Theme Read(string path, Func<string, string?>? find = null)
    {
        var mistakes = new List<string>();
        var theme = new ThemeReader(find ?? Beside(path), mistakes).Read(path, []);
        return mistakes.Count == 0 ? theme : throw new ThemeException(mistakes);
    }

    private static Func<string, string?> Beside(string path) => name =>
    {
        var file = Path.Combine(Path.GetDirectoryName(path) ?? "", name + ".json");
        return File.Exists(file) ? file : null;
    };
}
