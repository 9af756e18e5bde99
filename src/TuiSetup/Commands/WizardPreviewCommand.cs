using System.CommandLine;
using TuiSetup.Flow;

namespace TuiSetup.Commands;

/// <summary>tuisetup wizard preview: a wizard file's pages while it is edited.</summary>
internal static class WizardPreviewCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var file = new Argument<string>("FILE") { Description = T("A wizard file.") };
        var page = new Option<int>("--page") { Description = T("The page to begin with: 1 is the first, and pages that depend on earlier answers count."), HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
        var command = new Command("preview", T("""
            Shows the pages of a wizard file, and shows them anew whenever it is saved. No target is asked: lists have examples in them. Nothing is planned or changed.

            Example:
              tuisetup wizard preview ./my-mirror.json
            """))
        {
            file,
            page,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var path = parsed.GetRequiredValue(file);
            return File.Exists(path)
                ? Task.FromResult(UserInterface.Run(program, (ui, cancel) => new PreviewFlow(program, ui, Path.GetFullPath(path), parsed.GetValue(page)).RunAsync(cancel)))
                : throw new FileNotFoundException(T($"There is no file {path}."));
        });
        return command;
    }
}
