using System.Diagnostics;

namespace TuiSetup.TestKit;

/// <summary>A program that runs, the lines it prints, and the means to stop it.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly LineLog stdout, stderr;
    private readonly Task reading;

    internal RunningProcess(Process process, string name)
    {
        this.process = process;
        Name = name;
        Pid = process.Id;
        stdout = new("the output of " + name);
        stderr = new("the errors of " + name);
        reading = Task.WhenAll(stdout.ReadAsync(process.StandardOutput), stderr.ReadAsync(process.StandardError));
    }

    /// <summary>The command line.</summary>
    public string Name { get; }

    public int Pid { get; }

    public IReadOnlyList<string> StdoutLines => stdout.Lines;

    public IReadOnlyList<string> StderrLines => stderr.Lines;

    internal string Stdout => stdout.Text;

    internal string Stderr => stderr.Text;

    /// <summary>The first line, already printed or still to come, that is as wanted.</summary>
    public Task<string> WaitForStdoutLine(Func<string, bool> wanted, TimeSpan? timeout = null) =>
        stdout.WaitForLineAsync(wanted, timeout ?? Patience);

    /// <inheritdoc cref="WaitForStdoutLine"/>
    public Task<string> WaitForStderrLine(Func<string, bool> wanted, TimeSpan? timeout = null) =>
        stderr.WaitForLineAsync(wanted, timeout ?? Patience);

    /// <summary>Waits until the lines printed so far are as wanted.</summary>
    public Task WaitForStdout(Func<IReadOnlyList<string>, bool> wanted, string what, TimeSpan? timeout = null) =>
        stdout.WaitAsync(wanted, what, timeout ?? Patience);

    /// <inheritdoc cref="WaitForStdout"/>
    public Task WaitForStderr(Func<IReadOnlyList<string>, bool> wanted, string what, TimeSpan? timeout = null) =>
        stderr.WaitAsync(wanted, what, timeout ?? Patience);

    /// <summary>Sends a signal, unless the program has ended.</summary>
    public void Signal(int signal)
    {
        if (!process.HasExited)
        {
            _ = Libc.kill(Pid, signal);
        }
    }

    /// <summary>The exit code, once the program ended and all it printed was read.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(cancel), reading)
                .WaitAsync(timeout ?? Patience, TimeProvider.System, cancel);
            return process.ExitCode;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Name} has not ended. It printed:\n{Stdout}{Stderr}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal(Libc.Sigkill);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    internal async Task WriteInputAsync(string? text)
    {
        try
        {
            await process.StandardInput.WriteAsync(text);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading all of it.
        }
    }
}
