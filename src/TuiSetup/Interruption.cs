using System.Runtime.InteropServices;

namespace TuiSetup;

/// <summary>
/// Turns SIGINT, SIGTERM, SIGHUP and SIGQUIT into a cancellation, so that what is in hand is finished and the terminal
/// is given back. A second SIGINT or SIGQUIT ends at once; the journal then knows where to resume. Signals end the
/// program as usual until somebody takes the token: what cannot be left half-done needs no thread that waits for them.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
    private static readonly int[] Numbers = [2, 15, 1, 3];
    private readonly CancellationTokenSource _source = new();
    private readonly Lazy<PosixSignalRegistration[]> _registrations;

    public Interruption() => _registrations = new(() => [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))]);

    public CancellationToken Token
    {
        get
        {
            _ = _registrations.Value;
            return _source.Token;
        }
    }

    /// <summary>The signal that came first, as signal(7) numbers it; 0 when none did.</summary>
    public int Signal { get; private set; }

    public bool Happened => _source.IsCancellationRequested;

    /// <summary>What to do before ending at once.</summary>
    public Action? LastWish { get; set; }

    /// <summary>As a signal would.</summary>
    public void Raise()
    {
        if (Happened)
        {
            LastWish?.Invoke();
            Environment.Exit(ExitCodes.Interrupted);
        }

        _source.Cancel();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations.IsValueCreated ? _registrations.Value : [])
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Signal == 0)
        {
            Signal = Numbers[Array.IndexOf(Signals, context.Signal)];
        }

        if (!Happened || context.Signal is PosixSignal.SIGINT or PosixSignal.SIGQUIT)
        {
            Raise();
        }
    }
}
