using System.CommandLine;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Commands;

/// <summary>tuisetup wizard new: an example to begin with.</summary>
internal static class WizardNewCommand
{
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        Runs = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var name = new Argument<string>("NAME") { Description = T("Name of the wizard: lower-case letters, digits and hyphens.") };
        var folder = new Option<string>("--folder") { Description = T("Where to write: this folder's wizards, and commands. Default: ~/.config/tuisetup; as root /etc/tuisetup."), HelpName = "FOLDER" };
        var command = new Option<bool>("--command") { Description = T("With a program of its own that reads, plans, applies and takes back, in Python.") };
        var verb = new Command("new", T("""
            Begins a wizard: writes an example that works, with comments.

            Examples:
              tuisetup wizard new my-mirror
              tuisetup wizard new site-banner --command
            """))
        {
            name, folder, command,
        };
        verb.SetHandler(compose, (program, parsed) =>
        {
            var (wizard, root) = (parsed.GetRequiredValue(name), parsed.GetValue(folder) ?? program.Folders.Config);
            var hasProgram = parsed.GetValue(command);
            List<(string Path, string Text, UnixFileMode Mode)> files = [(Path.Combine(root, "wizards", wizard + ".json"), hasProgram ? WizardTemplates.Command(wizard) : WizardTemplates.Mirror(wizard), ForAll)];
            if (hasProgram)
            {
                files.Add((Path.Combine(root, "commands", wizard), WizardTemplates.Program(wizard), ForAll | Runs));
            }

            Problem[] problems =
            [
                .. WizardReader.IsName(wizard) ? [] : (Problem[])[Problem.Error(null, T($"'{wizard}' cannot name a wizard."), T("Use lower-case letters, digits and hyphens."))],
                .. files.Where(file => Path.Exists(file.Path)).Select(file => Problem.Error(null, T($"{file.Path} is there already."), T("Choose another name, or move it away."))),
            ];
            if (problems.Length > 0)
            {
                throw new ProblemException(problems);
            }

            foreach (var file in files)
            {
                Write(file.Path, file.Text, file.Mode);
                program.Streams.Output.WriteLine(file.Path);
            }

            program.Streams.Output.WriteLine(T($"Edit it, look at it with 'tuisetup wizard preview {files[0].Path}', and run it with 'tuisetup run {files[0].Path}'."));
            return Task.FromResult(ExitCodes.Done);
        });
        return verb;
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode });
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
