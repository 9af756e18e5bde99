using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere;

/// <summary>One session for each vCenter and user of this process, shared by all backends and logged out at its end.</summary>
internal sealed class VCenterSessions(BackendContext context) : IAsyncDisposable
{
    private readonly Dictionary<VCenterEndpoint, VCenterSession> _sessions = [];
    private readonly SemaphoreSlim _lock = new(1, 1);

    public Credentials Credentials { get; } = new(context.Variable);

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
            var client = await VimClient.ConnectAsync(endpoint.Address, endpoint.User, Credentials.Find(endpoint), check, context.Time, cancel).ConfigureAwait(false);
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
