using System.Net.Sockets;
using TuiSetup.Newt.Dumps;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Whiptail.Session;

namespace TuiSetup.Newt.Whiptail;

/// <summary>The command whiptail(1) of newt 0.52: boxes for shell scripts.</summary>
public static class WhiptailProgram
{
    private const int StandardOutput = 1, StandardError = 2;

    /// <summary>
    /// Shows the box that the words ask for, writes its answer to the output descriptor (2 unless <c>--output-fd</c>
    /// says another), and returns the exit code: 0 for OK and Yes, 1 for Cancel and No and for an unknown option,
    /// 3 for Back, 5 when the time limit passed, 255 for Esc and every other mistake.
    /// </summary>
    /// <param name="words">What follows the command's name.</param>
    /// <param name="theme">The looks.</param>
    /// <param name="cancel">Ends the box as Esc does.</param>
    public static int Run(IReadOnlyList<string> words, Theme theme, CancellationToken cancel)
    {
        try
        {
            if (words is ["--session", ..])
            {
                string[] command = [.. words.Skip(1)];
                return command.Length > 0 ? ScriptSession.Run(command, cancel) : LineSession.Run(cancel);
            }

            var options = OptionParser.Parse(words);
            if (!Descriptors.IsOpen(options.OutputDescriptor))
            {
                throw new WhiptailEnd(T("Cannot open output-fd\n: Bad file descriptor\n"), WhiptailExit.Error);
            }

            var (exitCode, output) = Show(words, options, theme, cancel);
            Descriptors.Write(options.OutputDescriptor, output);
            return exitCode;
        }
        catch (WhiptailEnd end)
        {
            Descriptors.Write(end.ToOutput ? StandardOutput : StandardError, end.Message);
            return end.ExitCode;
        }
        catch (TerminalException unusable)
        {
            Descriptors.Write(StandardError, unusable.Message + "\n");
            return unusable.IsMissing ? WhiptailExit.Error : WhiptailExit.Cancel;
        }
        catch (OperationCanceledException)
        {
            return WhiptailExit.Error;
        }
    }

    private static (int ExitCode, string Output) Show(IReadOnlyList<string> words, WhiptailOptions options, Theme theme, CancellationToken cancel)
    {
        WhiptailEnd? end = null;
        BoxRequest request;
        try
        {
            request = RequestReader.Read(options);
        }
        catch (WhiptailEnd refused) when (refused.Shown is not null)
        {
            (end, request) = (refused, refused.Shown);
        }

        var session = Environment.GetEnvironmentVariable(SessionClient.Variable);
        if (string.IsNullOrEmpty(session))
        {
            return ShowAlone(request, end, theme, cancel);
        }

        if (end is not null)
        {
            throw end;
        }

        try
        {
            return SessionClient.Ask(session, words, request, cancel) ?? ShowAlone(request, end, theme, cancel);
        }
        catch (SocketException)
        {
            var alone = ShowAlone(request, end, theme, cancel);
            Descriptors.Tell(T($"whiptail: there is no session at {session} any more; the box stood alone\n"), options.OutputDescriptor);
            return alone;
        }
    }

    private static (int ExitCode, string Output) ShowAlone(BoxRequest request, WhiptailEnd? end, Theme theme, CancellationToken cancel)
    {
        using var idle = request.EndsInTime ? new IdleTimer(request.Options.Timeout!.Value, TimeProvider.System) : null;

        // What feeds a gauge may ask its user something on the same terminal.
        using var own = UnixTerminal.Open(takesKeys: request.Kind != BoxKind.Gauge);
        ITerminal terminal = idle is null ? own : new KeyWatch(own, idle.Restart);
        using var screen = NewtScreen.Open(terminal, new NewtOptions { Theme = theme, RootTextIsAbove = true });
        if (end is not null)
        {
            BoxWindow.ShowEmpty(screen, request);
            throw end;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, screen.Gone);
        using var wake = either.Token.Register(terminal.Wake);
        try
        {
            var result = screen.Run(() => BoxRunner.RunAsync(screen, request, idle, either.Token));
            return (result.ExitCode, result.Output(request));
        }
        finally
        {
            Dump(screen, request.Options);
        }
    }

    private static void Dump(NewtScreen screen, WhiptailOptions options)
    {
        if (options.ScreenDump is not { } file)
        {
            return;
        }

        try
        {
            ScreenDump.Write(screen, file);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The answer is worth more than the picture of the question.
            Descriptors.Tell($"whiptail: {file}: {unwritable.Message}\n", options.OutputDescriptor);
        }
    }
}
