using System.ComponentModel;
using System.Diagnostics;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Kpti.Boot;

/// <inheritdoc cref="IHostTools"/>
internal sealed class HostTools : IHostTools
{
    public async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
#pragma warning disable RS0030 // The one file of the backends that starts programs: boot loaders have no other interface.
            using var process = Process.Start(start)!;
#pragma warning restore RS0030
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await WaitAsync(process, cancel);
            return process.ExitCode == 0
                ? await output
                : throw new BackendException(BackendFailure.Failed, $"{program} ended with {process.ExitCode}. {LastLine(await error)}".TrimEnd());
        }
        catch (Win32Exception missing)
        {
            throw new BackendException(BackendFailure.Failed, $"{program} cannot be started. {missing.Message}", inner: missing);
        }
    }

    /// <summary>Cancelled, it does not go on behind our back: what follows finds what it left.</summary>
    private static async Task WaitAsync(Process process, CancellationToken cancel)
    {
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
}
