using System.ComponentModel;
using System.Diagnostics;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Processes;

/// <summary>Runs other programs, never by a shell.</summary>
internal static class Programs
{
    /// <summary>What a program may write at most, in characters. More is a fault of it.</summary>
    private const int MaxOutput = 16 * 1024 * 1024;

    /// <summary>Runs a program to its end, and returns what it wrote to standard output.</summary>
    /// <param name="program">Its path, or its name on PATH.</param>
    /// <param name="arguments">Each as it is.</param>
    /// <param name="input">What it gets on standard input.</param>
    /// <param name="progress">Is told each line that it writes to standard error.</param>
    /// <param name="cancel">Ends it, and all that it has started.</param>
    /// <exception cref="BackendException">It cannot be started, or ended with another code than 0; the message has its last line on standard error.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string input, IProgress<string>? progress, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
#pragma warning disable RS0030 // The one file of the backends that starts programs.
            using var process = Process.Start(start)!;
#pragma warning restore RS0030
            var (output, error) = (ReadAsync(process.StandardOutput, program), TellAsync(process.StandardError, progress));
            try
            {
                await WriteAsync(process.StandardInput, input, cancel);
                await process.WaitForExitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                // It does not go on behind our back: what follows finds what it left.
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                throw;
            }

            return process.ExitCode == 0
                ? await output
                : throw new BackendException(BackendFailure.Failed, T($"{program} ended with {process.ExitCode}. {await error}").TrimEnd());
        }
        catch (Win32Exception missing)
        {
            throw new BackendException(BackendFailure.Failed, T($"{program} cannot be started. {missing.Message}"), inner: missing);
        }
    }

    /// <summary>A program need not read what it is given.</summary>
    private static async Task WriteAsync(StreamWriter to, string input, CancellationToken cancel)
    {
        try
        {
            await to.WriteAsync(input.AsMemory(), cancel);
            to.Close();
        }
        catch (IOException)
        {
        }
    }

    private static async Task<string> ReadAsync(StreamReader from, string program)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[16 * 1024];
        for (int count; (count = await from.ReadAsync(buffer)) > 0;)
        {
            if (text.Length + count > MaxOutput)
            {
                throw new BackendException(BackendFailure.Failed, T($"{program} has written more than {MaxOutput} characters."));
            }

            text.Append(buffer, 0, count);
        }

        return text.ToString();
    }

    /// <summary>Its last line that is not empty.</summary>
    private static async Task<string> TellAsync(StreamReader from, IProgress<string>? progress)
    {
        var last = "";
        while (await from.ReadLineAsync() is { } line)
        {
            if (line.Trim() is { Length: > 0 } said)
            {
                last = said;
                progress?.Report(said);
            }
        }

        return last;
    }
}
