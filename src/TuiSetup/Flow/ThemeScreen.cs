using TuiSetup.Newt.Lines;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>The preview of all themes; in words where nothing can be drawn.</summary>
internal static class ThemeScreen
{
    /// <param name="program">The program.</param>
    /// <param name="named">The theme to begin with; null is the one in use.</param>
    public static int Run(Composition program, string? named)
    {
        var first = named is null ? null : program.Themes.Load(named);
        using var terminal = StandardLines.OutputIsTerminal ? UserInterface.OpenTerminal(program, out _) : null;
        if (terminal is null)
        {
            foreach (var theme in first is null ? All(program) : [first])
            {
                program.Streams.Output.Write(SafeText.Clean(ThemeText.Of(program.WithEnvironment(theme))));
            }

            return ExitCodes.Done;
        }

        return Show(program, terminal, first ?? program.LoadTheme());
    }

    private static int Show(Composition program, ITerminal terminal, Theme first)
    {
        var themes = All(program);
        var at = themes.FindIndex(theme => theme.Name == first.Name);
        if (at < 0)
        {
            themes.Insert(0, first);
        }
        else
        {
            themes[at] = first;
        }

        var shown = themes.ConvertAll(program.WithEnvironment);
        return WindowUi.Run(program, terminal, async (ui, cancel) =>
        {
            await ui.Screen.ShowThemesAsync(shown, Math.Max(0, at), cancel);
            return ExitCodes.Done;
        });
    }

    /// <summary>Those without mistakes; the others are told on standard error.</summary>
    private static List<Theme> All(Composition program)
    {
        var themes = new List<Theme>();
        foreach (var file in program.Themes.Files())
        {
            try
            {
                themes.Add(program.Themes.Load(file));
            }
            catch (ThemeException broken)
            {
                program.Streams.Error.WriteLine(SafeText.Clean(broken.Message));
            }
        }

        return themes;
    }
}
