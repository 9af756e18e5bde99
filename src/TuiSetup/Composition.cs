using System.Collections.Immutable;
using System.CommandLine;
using TuiSetup.Backends;
using TuiSetup.Commands;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Wizards;
using TuiSetup.Newt.Themes;
using TuiSetup.Pages;

namespace TuiSetup;

/// <summary>The program put together for one command.</summary>
internal sealed class Composition : IAsyncDisposable
{
    // A command that speaks of none of them need not wait for all of them.
    private readonly Lazy<IReadOnlyDictionary<string, IBackend>> _backends;
    private readonly Lazy<WizardVocabulary> _vocabulary;
    private readonly Lazy<WizardCatalog> _wizards;

    public Composition(ParseResult parsed, GlobalOptions options, StandardStreams streams, Interruption interruption, Func<string, string?> variable)
    {
        Variable = variable;
        Streams = streams;
        Interruption = interruption;
        Folders = new DataFolders(variable);
        AskSecret = (text, cancel) => SecretLine.AskAsync(text, streams, interruption, cancel);
        IsPlain = parsed.GetValue(options.Plain) || variable("TUISETUP_PLAIN") is not (null or "" or "0");
        ScreenDump = parsed.GetValue(options.ScreenDump);
        ThemeName = parsed.GetValue(options.Theme);
        GuardWindow = parsed.GetValue(options.Guard) is { } seconds ? TimeSpan.FromSeconds(seconds) : Confirmation.UsualWindow;
        WatchesAll = parsed.GetValue(options.Guard) is not null;
        Context = BackendContext.Create(parsed.GetValue(options.Ovs), variable, Time) with
        {
            VCenter = parsed.GetValue(options.VCenter),
            Host = parsed.GetValue(options.Host),
            StateFolder = Folders.State,
            CommandFolders = [.. Folders.OfSite("commands")],
            AskSecret = (text, cancel) => AskSecret(text, cancel),
        };
        string[] targets = [.. options.Targets.SelectMany(target => parsed.GetValue(target) is { } place ? new[] { target.Name, place } : [])];
        Watch = (run, cancel) => Watchdog.StartAsync(run, targets, Context, cancel);
        _backends = new(() => BackendList.Create(Context));
        _vocabulary = new(() => new WizardVocabulary(PageKinds.Names, Backends.ToImmutableDictionary(backend => backend.Key, backend => backend.Value.Vocabulary)));
        _wizards = new(() => new WizardCatalog(Folders, Vocabulary, Backends));
        Themes = new ThemeCatalog(Folders);
        Languages = new LanguageCatalog(Folders);
        Runs = new RunStore(Folders.State, Time);
        Engine = new Engine(Runs, FindBackend);
        Log = new EventLog(Folders.State, parsed.GetValue(options.Verbose) ? streams.Error : null);
    }

    public StandardStreams Streams { get; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; }

    public Interruption Interruption { get; }

    public DataFolders Folders { get; }

    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>What backends were given.</summary>
    public BackendContext Context { get; }

    /// <summary>How long whoever makes a change has to say that it can stay.</summary>
    public TimeSpan GuardWindow { get; }

    /// <summary>Whether a watch was asked for by --guard; else only runs have one that can cut off the session in use.</summary>
    public bool WatchesAll { get; }

    /// <summary>Sets a watch on a run.</summary>
    public Func<string, CancellationToken, Task<IGuard>> Watch { get; }

    public IReadOnlyDictionary<string, IBackend> Backends => _backends.Value;

    public WizardVocabulary Vocabulary => _vocabulary.Value;

    public WizardCatalog Wizards => _wizards.Value;

    public ThemeCatalog Themes { get; }

    public LanguageCatalog Languages { get; }

    public RunStore Runs { get; }

    public Engine Engine { get; }

    public EventLog Log { get; }

    /// <summary>
    /// Asks for a secret that a backend lacks; null when there is no answer. Without a user interface it is one line on
    /// the terminal, where there is one.
    /// </summary>
    public Func<string, CancellationToken, Task<Secret?>> AskSecret { get; set; }

    /// <summary>Whether the user wants plain prompts also where windows could be drawn.</summary>
    public bool IsPlain { get; }

    /// <summary>The file for the last screen; null: none is wanted.</summary>
    public string? ScreenDump { get; }

    private string? ThemeName { get; }

    /// <summary>The theme that was asked for by --theme or TUISETUP_THEME. <exception cref="ThemeException">It is not there, or wrong.</exception></summary>
    public Theme LoadTheme()
    {
        var name = ThemeName ?? Variable("TUISETUP_THEME");
        return WithEnvironment(string.IsNullOrEmpty(name) ? Theme.Classic : Themes.Load(name));
    }

    /// <summary>A theme with what NEWT_COLORS and its like change in it.</summary>
    public Theme WithEnvironment(Theme theme) => NewtColors.Apply(theme, Variable);

    /// <summary>Ends what backends keep open, and the log.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var backend in (_backends.IsValueCreated ? Backends.Values : []).OfType<IAsyncDisposable>())
        {
            await backend.DisposeAsync();
        }

        Log.Dispose();
    }

    private IBackend FindBackend(string name)
        => Backends.GetValueOrDefault(name)
            ?? throw new Core.Problems.ProblemException([Core.Problems.Problem.Error(null, T($"There is no backend '{name}'."), T("The plan was made by another version."))]);
}
