using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere;

/// <summary>One session for each vCenter and user of this process, shared by all backends and logged out at its end.</summary>
internal sealed class VCenterSessions(BackendContext context) : IAsyncDisposable
{
    /// <summary>How often a password may be mistyped.</summary>
    private const int Attempts = 3;

    private readonly Dictionary<VCenterEndpoint, VCenterSession> _sessions = [];
    private readonly SemaphoreSlim _lock = new(1, 1);

    public Credentials Credentials { get; } = new(context.Variable, context.AskSecret);

    public PinStore Pins { get; } = new(context.StateFolder);

    /// <exception cref="CertificateException">The certificate is not accepted, and the user has not said so yet.</exception>
    /// <exception cref="BackendException">It cannot be reached, or refuses.</exception>
    public Task<VCenterSession> OpenAsync(VCenterEndpoint endpoint, CancellationToken cancel) => OpenAsync(endpoint, new HashSet<string>(), cancel);

    /// <inheritdoc cref="OpenAsync(VCenterEndpoint, CancellationToken)"/>
    /// <param name="endpoint">Which one.</param>
    /// <param name="confirmed">What the user typed out; the phrase of a certificate that was shown in this process counts.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<VCenterSession> OpenAsync(VCenterEndpoint endpoint, IReadOnlySet<string> confirmed, CancellationToken cancel)
    {
        await _lock.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_sessions.TryGetValue(endpoint, out var session))
            {
                return session;
            }

            var accepted = endpoint.Fingerprint.Length > 0 ? endpoint.Fingerprint : Pins.Confirmed(endpoint.Address, confirmed);
            var check = new CertificateCheck(accepted ?? Pins.Find(endpoint.Address), endpoint.CaFile, context.Time);
            var client = await LogInAsync(endpoint, check, cancel).ConfigureAwait(false);
            if (accepted is not null)
            {
                Pins.Remember(endpoint.Address, accepted);
            }

            return _sessions[endpoint] = new VCenterSession(endpoint, client, context.Time);
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <summary>A password that was typed and is wrong is asked for again.</summary>
    private async Task<VimClient> LogInAsync(VCenterEndpoint endpoint, CertificateCheck check, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = Credentials.Find(endpoint);
            var password = found ?? await Credentials.AskAsync(endpoint, attempt > 1, cancel).ConfigureAwait(false);
            try
            {
                var client = await VimClient.ConnectAsync(endpoint.Address, endpoint.User, password, check, context.Time, cancel).ConfigureAwait(false);
                Credentials.Remember(endpoint, password);
                return client;
            }
            catch (BackendException wrong) when (wrong.Name == "InvalidLogin" && found is null && attempt < Attempts)
            {
                // The next question says so.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _sessions.Clear();
        _lock.Dispose();
    }
}
