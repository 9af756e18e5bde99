using System.Diagnostics;
using TuiSetup.Backends;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;

namespace TuiSetup;

/// <summary>
/// Watches a run from a process of its own, in a unit of systemd or, without one, in a session of its own: when the
/// run's process dies before its end, also with its terminal, the watch takes the run back. While that process lives,
/// it does so itself.
/// </summary>
internal sealed class Watchdog : IGuard
{
    private Watchdog()
    {
    }

    public bool CanCutOff => true;

    /// <param name="run">The run to watch.</param>
    /// <param name="options">Options of the command line that say where targets are.</param>
    /// <param name="context">What backends are given.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <exception cref="BackendException">It could not be started, so nothing may be changed.</exception>
    public static async Task<IGuard> StartAsync(string run, IReadOnlyList<string> options, BackendContext context, CancellationToken cancel)
    {
        string[] command = [Environment.ProcessPath!, Commands.WatchCommand.Name, run, .. options];
        if (!await WatchUnit.TryStartAsync(run, command, context, cancel))
        {
            StartSession(command);
        }

        return new Watchdog();
    }

    private static void StartSession(IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("setsid", ["--fork", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
#pragma warning disable RS0030 // This is the one file.
            using var process = Process.Start(start)!;
#pragma warning restore RS0030
            process.StandardInput.Close();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw Failed(T($"setsid ended with {process.ExitCode}"));
            }
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw Failed(missing.Message);
        }
    }

    public ValueTask CountDownAsync(TimeSpan window, CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>The end of the run is in its journal, where the watch sees it.</summary>
    public ValueTask KeepAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>The engine does it, step by step.</summary>
    public ValueTask RollBackAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>The engine reads every step back.</summary>
    public ValueTask WaitUntilBackAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static BackendException Failed(string why) => new(BackendFailure.Failed, T($"The watch that would take the changes back could not be started: {why}."));
}
