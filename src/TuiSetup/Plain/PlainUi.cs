using TuiSetup.Backends.Fleet;
using TuiSetup.Commands;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Core.Wizards;
using TuiSetup.Flow;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Lines;
using TuiSetup.Pages;

namespace TuiSetup.Plain;

/// <summary>
/// The user interface by plain prompts: one question at a time, nothing drawn, nothing drawn over. For braille and
/// speech, for printers and serial lines, and for programs that answer through a pipe.
/// </summary>
internal sealed class PlainUi(ILineTerminal terminal, TimeProvider time) : IUserInterface
{
    private static string Greeting => T("TuiSetup, one question at a time. An empty line takes the answer in [brackets].\n"
        + "? is help, < goes back, quit leaves. Nothing is changed before you type apply.");

    /// <summary>A switch that counts writes it down every five seconds.</summary>
    private static readonly TimeSpan CountersPatience = TimeSpan.FromSeconds(6);

    private readonly Prompter _prompter = new(terminal);
    private bool _cameBack, _isReading;
    private PageDefinition? _last;

    private LinePrinter Out => _prompter.Out;

    /// <param name="program">The program.</param>
    /// <param name="why">Why there are no windows, where that is not plain to see; else empty.</param>
    /// <param name="body">What is asked and done.</param>
    public static int Run(Composition program, string why, Func<IUserInterface, CancellationToken, Task<int>> body)
    {
        using var lines = new StandardLines(program.Streams.Output);
        program.Interruption.LastWish = lines.Restore;
        var ui = new PlainUi(lines, program.Time);
        program.AskSecret = (text, stop) => ui.EnterSecretAsync(T("Password"), text, stop);
        if (why.Length > 0)
        {
            ui.Out.Print(why);
        }

        if (program.ScreenDump is not null)
        {
            ui.Out.Print(T("There is no screen to write to a file: nothing is drawn."));
        }

        ui.Out.Print(Greeting);
        return body(ui, program.Interruption.Token).GetAwaiter().GetResult();
    }

    public async Task<PageResult> AskAsync(PageContext page, CancellationToken cancel)
    {
        // A page that is asked again because something is wrong with its answers need not be told of again.
        var result = await new PlainPage(this, _prompter, page).AskAsync(IsSame(page.Page, _last), _cameBack, cancel);
        _cameBack = result.Move == PageMove.Back;
        _last = result.Move == PageMove.Next ? page.Page : null;
        return result;
    }

    public async Task<int?> ChooseAsync(ListQuestion question, CancellationToken cancel)
    {
        Out.Print($"\n{question.Title}");
        if (question.Text.Length > 0)
        {
            Out.Print(question.Text);
        }

        var list = new NumberedList([.. question.Rows.Select(row => new NumberedEntry(row))]);
        var prompt = new ListPrompt(_prompter, list);
        while (true)
        {
            var reply = await prompt.AskAsync(T($"{question.Accept} which one (quit leaves):"), question.Help, cancel);
            if (reply.Kind is ReplyKind.Back or ReplyKind.Leave)
            {
                return null;
            }

            if (list.Find(reply.Text, out var reason) is >= 0 and var index)
            {
                return index;
            }

            _prompter.Refuse(reply.Kind == ReplyKind.Text ? reason : T("a number is needed, or the start of a name."));
        }
    }

    public async Task<int?> DecideAsync(Decision decision, CancellationToken cancel)
    {
        Out.Print($"\n{decision.Title}\n{decision.Text}", hanging: 2);
        return decision.Ways.Count == 1 ? 0 : await new WayPrompt(_prompter, decision.Ways, decision.Unsaid).AskAsync("", cancel);
    }

    public async Task<string?> EnterAsync(string title, string text, CancellationToken cancel)
    {
        Out.Print($"\n{title}\n{text}");
        var reply = await _prompter.AskAsync(T("An empty line is no:"), "", cancel);
        return reply.Kind == ReplyKind.Text ? reply.Text : null;
    }

    public async Task<Secret?> EnterSecretAsync(string title, string text, CancellationToken cancel)
    {
        if (_isReading)
        {
            return null;
        }

        Out.Print($"\n{title}\n{text}");
        var reply = await _prompter.AskAsync(T("An empty line is no:"), "", cancel, hidden: true);
        return reply.Kind == ReplyKind.Text ? new Secret(reply.Text) : null;
    }

    public async Task<T> BusyAsync<T>(string text, Func<IProgress<string>, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        _isReading = true;
        var progress = new PacedLines(Out, time);
        var running = Task.Run(() => work(progress, cancel), CancellationToken.None);
        using var patience = new CancellationTokenSource();
        if (await Task.WhenAny(running, Task.Delay(NewtDialogs.Patience, time, patience.Token)) != running)
        {
            Out.Print(Texts.T($"{text} (Ctrl-C stops it)"));
            progress.Begin();
        }

        await patience.CancelAsync();
        try
        {
            return await running;
        }
        finally
        {
            _isReading = false;
        }
    }

    public async Task<PageMove> ReviewAsync(Plan plan, IReadOnlyList<Problem> warnings, string title, CancellationToken cancel)
    {
        var text = ReviewPage.Describe(plan, warnings);
        Out.Print($"\n{title}\n{text}", hanging: 4);
        IReadOnlyList<string> ways = plan.ChangesNothing ? [T("Ok"), T("Back"), T("Quit")] : [T("Apply"), T("Back"), T("Quit")];
        var chosen = await new WayPrompt(_prompter, ways, plan.ChangesNothing ? 0 : null) { MustBeWhole = true }
            .AskAsync($"{ReviewPage.Signs}\n{text}", cancel);
        (_cameBack, _last) = (chosen == 1, null);
        return chosen switch { 0 => PageMove.Next, 1 => PageMove.Back, _ => PageMove.Leave };
    }

    public async Task<Report> ShowProgressAsync(
        Plan plan,
        string title,
        Func<Action<ApplyEvent>, CancellationToken, Task<Report>> run,
        CancellationToken cancel)
    {
        Out.Print($"\n{title}");
        using var stopping = cancel.Register(() => Out.Print(ProgressText.Stopping));
        var report = await run(Show, cancel);
        if (cancel.IsCancellationRequested)
        {
            // No question can follow.
            Out.Print(ReportText.Of(report).TrimEnd(), hanging: 2);
        }

        return report;
    }

    public Task<JobProgress> ShowJobAsync(
        JobProgress progress,
        string title,
        Func<Action<HostState>, CancellationToken, Task<JobProgress>> run,
        CancellationToken cancel)
    {
        Out.Print($"\n{title}");
        return run(state => Out.Print(FleetOutput.Text(state), hanging: 2), cancel);
    }

    public async Task<Verdict> ConfirmAsync(TimeSpan window, CancellationToken cancel)
    {
        Out.Print($"\n{KeepWindow.Title}\n{KeepWindow.Text(window)}");
        try
        {
            return await new WayPrompt(_prompter, KeepWindow.Ways, null) { MustBeWhole = true }.AskAsync("", cancel) == 0 ? Verdict.Keep : Verdict.RollBack;
        }
        catch (InputEndedException ended)
        {
            return ended.ByHand ? Verdict.RollBack : new Verdict(false, T("The input ended before anyone said that the changes can stay, so they were taken back."));
        }
    }

    public Task<ReportMove> ReportAsync(Report report, IBackend backend, CancellationToken cancel)
        => new PlainReport(this, _prompter, time).AskAsync(report, backend, CountersPatience, cancel);

    public Task ShowAsync(string title, string text, CancellationToken cancel)
    {
        Out.Print($"\n{title}\n{text.TrimEnd()}");
        return Task.CompletedTask;
    }

    private static bool IsSame(PageDefinition page, PageDefinition? other)
        => page.Title == other?.Title && page.Fields.Select(field => field.Id).SequenceEqual(other.Fields.Select(field => field.Id));

    private void Show(ApplyEvent happened)
    {
        if (ProgressText.Of(happened) is { } line)
        {
            Out.Print(line, hanging: 2);
        }
    }
}
