using System.Diagnostics;

namespace TuiSetup.TestKit;

/// <summary>Starts programs without a terminal.</summary>
public static class ProcessRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program to its end. It alone is killed when that takes too long.</summary>
    /// <param name="environment">Set on top of our own; null removes a variable.</param>
    public static async Task<ProcessResult> RunAsync(
        string file,
        IReadOnlyList<string> args,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? stdin = null,
        TimeSpan? timeout = null,
        CancellationToken cancel = default)
    {
        await using var child = Start(file, args, environment);
        await child.WriteInputAsync(stdin);
        try
        {
            var exitCode = await child.WaitForExitAsync(timeout ?? Patience, cancel);
            return new(exitCode, child.Stdout, child.Stderr);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException(
                $"`{child.Name}`: {late.Message}{Environment.NewLine}{child.Stdout}{child.Stderr}");
        }
    }

    /// <summary>Starts a program that goes on until it is told to stop.</summary>
    /// <param name="environment">Set on top of our own; null removes a variable.</param>
    public static RunningProcess Start(
        string file, IReadOnlyList<string> args, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(file, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

#pragma warning disable RS0030 // The one file that starts processes.
        return new(Process.Start(start)!, string.Join(' ', [file, .. args]));
#pragma warning restore RS0030
    }
}
