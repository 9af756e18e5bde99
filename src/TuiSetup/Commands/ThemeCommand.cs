using System.CommandLine;
using Newtonsoft.Json.Linq;
using TuiSetup.Flow;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Commands;

/// <summary>tuisetup theme: the themes themselves.</summary>
internal static class ThemeCommand
{
    public static Command Create(Func<ParseResult, Composition> compose) => new("theme", T("Lists, checks and shows themes."))
    {
        List(compose),
        Check(compose),
        Show(compose),
    };

    private static Command List(Func<ParseResult, Composition> compose)
    {
        var json = new Option<bool>("--json") { Description = T("Print it as one JSON document.") };
        var command = new Command("list", T("Lists all themes.")) { json };
        command.SetHandler(compose, (program, parsed) =>
        {
            var themes = program.Themes.Files().Select(file => Entry(program, file)).ToList();
            if (parsed.GetValue(json))
            {
                program.Streams.Output.WriteLine(new JArray(themes.Select(ToJson)));
                return Task.FromResult(ExitCodes.Done);
            }

            foreach (var (file, theme, mistakes) in themes)
            {
                var summary = (theme is null ? null : T(theme.Summary)) ?? T($"({mistakes.Count} mistakes; see 'tuisetup theme check {file}')");
                program.Streams.Output.WriteLine(SafeText.Clean($"{Path.GetFileNameWithoutExtension(file),-16} {summary}"));
            }

            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Command Check(Func<ParseResult, Composition> compose)
    {
        var file = new Argument<string>("FILE") { Description = T("A theme file, or the name of a theme.") };
        var command = new Command("check", T("""
            Finds every mistake in a theme file, and in those that it inherits, each with file:line:column.

            Example:
              tuisetup theme check themes/mono.json
            """))
        {
            file,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            program.Themes.Load(parsed.GetRequiredValue(file));
            program.Streams.Output.WriteLine(T($"{parsed.GetRequiredValue(file)}: no problems."));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Command Show(Func<ParseResult, Composition> compose)
    {
        var name = new Argument<string?>("THEME") { Description = T("The one to begin with, by name or file. Default: --theme, or newt."), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("show", T("""
            Shows every theme on this terminal, in real windows. Without one it prints the colours: of the theme that is named, or of all.

            Examples:
              tuisetup theme show
              tuisetup theme show high-contrast
              tuisetup theme show my-theme.json | cat
            """))
        {
            name,
        };
        command.SetHandler(compose, (program, parsed) => Task.FromResult(ThemeScreen.Run(program, parsed.GetValue(name))));
        return command;
    }

    /// <summary>A theme, or its mistakes.</summary>
    private static (string File, Theme? Theme, IReadOnlyList<string> Mistakes) Entry(Composition program, string file)
    {
        try
        {
            return (file, program.Themes.Load(file), []);
        }
        catch (ThemeException broken)
        {
            return (file, null, broken.Mistakes);
        }
    }

    private static JObject ToJson((string File, Theme? Theme, IReadOnlyList<string> Mistakes) entry) => new()
    {
        ["name"] = Path.GetFileNameWithoutExtension(entry.File),
        ["file"] = entry.File,
        ["summary"] = entry.Theme?.Summary,
        ["inherits"] = entry.Theme?.Inherits,
        ["problems"] = new JArray(entry.Mistakes),
    };
}
