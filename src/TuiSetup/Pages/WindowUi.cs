using TuiSetup.Backends.Fleet;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Flow;
using TuiSetup.Newt;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Dumps;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Pages;

/// <summary>The user interface by windows on a screen.</summary>
internal sealed class WindowUi(NewtScreen screen, Func<string, IBackend?> backends) : IUserInterface
{
    private static string HelpLine => T("  <Tab>/<Alt-Tab> between elements   |  <Space> selects   |  <F1> help");

    private bool _isReading;

    public NewtScreen Screen => screen;

    /// <summary>Opens the screen for a program, and closes it whatever happens.</summary>
    public static int Run(Composition program, ITerminal terminal, Func<WindowUi, CancellationToken, Task<int>> body)
    {
        using var screen = NewtScreen.Open(terminal, new NewtOptions { Theme = program.LoadTheme(), Time = program.Time, MinimumSize = PageMetrics.Minimum });
        screen.SuspendCallback = screen.StopProcess;
        screen.Interrupted = program.Interruption.Raise;
        program.Interruption.LastWish = () =>
        {
            screen.RestoreTerminal();
            KeepLast(program, screen);
        };
        using var hangUp = screen.Gone.Register(() =>
        {
            if (!program.Interruption.Happened)
            {
                program.Interruption.Raise();
            }
        });
        var ui = new WindowUi(screen, name => program.Backends.GetValueOrDefault(name));
        screen.HelpCallback = text => ui.TellAsync(T("Help"), text, program.Interruption.Token);
        try
        {
            return screen.Run(async () =>
            {
                screen.DrawRootText(0, 0, "TuiSetup");
                using var help = screen.PushHelpLine(HelpLine);
                var thread = SynchronizationContext.Current;
                program.AskSecret = (text, stop) => ScreenThread.AskAsync(thread, () => ui.EnterSecretAsync(T("Password"), text, stop));
                return await body(ui, program.Interruption.Token);
            });
        }
        finally
        {
            screen.Dispose();
            KeepLast(program, screen);
        }
    }

    /// <summary>Writes the last screen to a file where that is wanted. The terminal is given back already.</summary>
    private static void KeepLast(Composition program, NewtScreen screen)
    {
        if (program.ScreenDump is not { } file)
        {
            return;
        }

        try
        {
            ScreenDump.Write(screen, file);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            program.Streams.Error.WriteLine(SafeText.Clean(T($"tuisetup: the screen cannot be written. {unwritable.Message}")));
        }
    }

    public Task<PageResult> AskAsync(PageContext page, CancellationToken cancel) => PageKinds.Get(page.Page.Kind).ShowAsync(this, page, cancel);

    public Task<int?> ChooseAsync(ListQuestion question, CancellationToken cancel) => ListWindow.ChooseAsync(screen, question, cancel);

    public async Task<int?> DecideAsync(Decision decision, CancellationToken cancel)
        => decision.IsTable ? await TableWindow.DecideAsync(screen, decision, cancel)
            : await screen.ButtonChoiceAsync(decision.Title, decision.Text, decision.Ways, cancel) is >= 0 and var chosen ? chosen : null;

    public Task<string?> EnterAsync(string title, string text, CancellationToken cancel) => screen.EntryAsync(title, text, "", cancel);

    public async Task<Secret?> EnterSecretAsync(string title, string text, CancellationToken cancel)
        => !_isReading && await screen.EntryAsync(title, text, "", EntryMode.Password, cancel) is { Length: > 0 } typed ? new Secret(typed) : null;

    public async Task<T> BusyAsync<T>(string text, Func<IProgress<string>, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        _isReading = true;
        try
        {
            return await screen.BusyAsync(text, work, cancel);
        }
        finally
        {
            _isReading = false;
        }
    }

    public Task<PageMove> ReviewAsync(Plan plan, IReadOnlyList<Problem> warnings, string title, CancellationToken cancel)
        => new ReviewPage(screen).ShowAsync(plan, warnings, title, backends(plan.Backend) is { } backend ? PlanPicture.Of(plan, backend) : "", cancel);

    public Task<Report> ShowProgressAsync(
        Plan plan,
        string title,
        Func<Action<ApplyEvent>, CancellationToken, Task<Report>> run,
        CancellationToken cancel)
        => new ProgressPage(screen).RunAsync(plan, title, run, cancel);

    public Task<JobProgress> ShowJobAsync(
        JobProgress progress,
        string title,
        Func<Action<HostState>, CancellationToken, Task<JobProgress>> run,
        CancellationToken cancel)
        => new JobPage(screen).RunAsync(progress, title, run, cancel);

    public Task<Verdict> ConfirmAsync(TimeSpan window, CancellationToken cancel) => KeepWindow.AskAsync(screen, window, cancel);

    public Task<ReportMove> ReportAsync(Report report, IBackend backend, CancellationToken cancel) => new ReportPage(screen).ShowAsync(report, backend, cancel);

    public async Task ShowAsync(string title, string text, CancellationToken cancel)
    {
        var ok = new Button(T("Ok"));
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = title,
            Arrange = size => Grid.Stacked(1, new Textbox(text.TrimEnd(), PageMetrics.Width(size), PageMetrics.Rows(size) - 2), ok).CenterLast(),
            HotKeys = [KeyCode.F12, KeyCode.Escape],
            Help = _ => T("Up, Down and Page keys scroll."),
        });
        window.Focus(ok);
        await window.RunAsync(cancel);
    }
}
