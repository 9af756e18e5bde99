using System.CommandLine;
using System.CommandLine.Help;
using TuiSetup.Commands.DBus;

namespace TuiSetup.Commands;

/// <summary>The command line: which commands there are, and how any of them ends.</summary>
internal static class CommandLine
{
    public static int Run(string[] arguments, StandardStreams streams, Interruption interruption, Func<string, string?> variable)
    {
        var options = new GlobalOptions();
        Composition Compose(ParseResult parsed) => new(parsed, options, streams, interruption, variable);
        var root = CreateRoot(options, Compose);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                streams.Error.WriteLine($"tuisetup: {LibraryWords.Forms.Shown(error.Message)}");
            }

            streams.Error.WriteLine(T($"Try '{Name(parsed.CommandResult)} --help'."));
            return ExitCodes.BadInput;
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = streams.Output,
            Error = streams.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static RootCommand CreateRoot(GlobalOptions options, Func<ParseResult, Composition> compose)
    {
        var root = new RootCommand(T("""
            Sets up network isolation, traffic mirroring and this host, by wizards on a terminal or unattended.

            Without a command it shows the menu of all wizards.

            Examples:
              tuisetup                                        the menu
              tuisetup run ovs-mirror                         one wizard
              tuisetup run ovs-mirror --answers a.json --yes  the same, unattended
            """))
        {
            options.Ovs,
            options.VCenter,
            options.Host,
            options.Guard,
            options.Theme,
            options.Plain,
            options.ScreenDump,
            options.Verbose,
            RunCommand.Create(compose),
            PlanCommand.Create(compose),
            ApplyCommand.Create(compose),
            VerifyCommand.Create(compose),
            ListCommand.Create(compose),
            UndoCommand.Create(compose),
            ResumeCommand.Create(compose),
            HistoryCommand.Create(compose),
            ShowCommand.Create(compose),
            WizardCommand.Create(compose),
            AnswersCommand.Create(compose),
            ThemeCommand.Create(compose),
            DBusCommand.Create(compose),
            WatchCommand.Create(compose),
            KptiCommand.Create(compose),
            KptiCommand.CreateEcho(),
            KptiCommand.CreateAfter(compose),
            KeepRelayCommand.Create(compose),
            WorkerCommand.Create(compose),
            DispatchCommand.Create(compose),
            JobsCommand.Create(compose),
            ConsoleCommand.Create(compose),
            AttachCommand.Create(compose),
            ExplainCommand.Create(compose),
            SupportCommand.Create(compose),
        };
        root.SetHandler(compose, MenuCommand.RunAsync);
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            // The width of help must not be asked of a terminal.
            help.Action = new TranslatedHelp((HelpAction)help.Action!, 79);
        }

        return root;
    }

    private static string Name(System.CommandLine.Parsing.CommandResult result)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is System.CommandLine.Parsing.CommandResult command)
            {
                names.Insert(0, command.Command is RootCommand ? "tuisetup" : command.Command.Name);
            }
        }

        return string.Join(' ', names);
    }
}
