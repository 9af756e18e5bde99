using StackExchange.Redis;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>One connection to a redis, opened when it is first wanted and mended by itself.</summary>
internal sealed class RedisConnector : IAsyncDisposable
{
    private const int Milliseconds = 5000, LongestPause = 15_000;

    private readonly ResultEndpoint _endpoint;
    private readonly ConfigurationOptions _options;
    private readonly ServerTrust? _trust;
    private readonly Lock _opening = new();
    private Task<ConnectionMultiplexer>? _connection;

    /// <param name="endpoint">The redis.</param>
    /// <param name="variable">Reads the environment, where the password may be.</param>
    /// <param name="name">What redis calls the connection.</param>
    /// <exception cref="ProblemException">The password or a file of the TLS cannot be read.</exception>
    public RedisConnector(ResultEndpoint endpoint, Func<string, string?> variable, string name)
    {
        _endpoint = endpoint;
        _options = new ConfigurationOptions
        {
            AbortOnConnectFail = false,
            BacklogPolicy = BacklogPolicy.FailFast,
            ClientName = name,
            User = endpoint.User.Length > 0 ? endpoint.User : null,
            Password = endpoint.FindPassword(variable),
            DefaultDatabase = endpoint.Database,
            ConnectTimeout = Milliseconds,
            AsyncTimeout = Milliseconds,
            SyncTimeout = Milliseconds,
            ConnectRetry = 1,
            ReconnectRetryPolicy = new ExponentialRetry(Milliseconds / 10, LongestPause),
            Protocol = RedisProtocol.Resp2,
            IncludeDetailInExceptions = false,
            // Nothing is subscribed to here, so one connection does.
            CommandMap = CommandMap.Create(["SUBSCRIBE", "PSUBSCRIBE", "CONFIG", "CLUSTER"], available: false),
        };
        _options.EndPoints.Add(endpoint.Host, endpoint.Port);
        if (endpoint.IsTls)
        {
            _trust = new ServerTrust(endpoint.Host, ResultEndpoint.CaParameter, endpoint.CaFile, endpoint.CertificateFile, endpoint.KeyFile);
            (_options.Ssl, _options.SslHost) = (true, endpoint.Host);
            _options.CertificateValidation += (_, certificate, _, errors) => _trust.Accepts(certificate, errors);
            _options.CertificateSelection += (_, _, _, _, _) => _trust.Own!;
        }
    }

    /// <exception cref="RedisException">It cannot be reached, or refuses us.</exception>
    public async Task<IDatabase> DatabaseAsync() => (await OpenAsync().ConfigureAwait(false)).GetDatabase();

    /// <summary>Why it could not be used, for people.</summary>
    public string Explain(Exception failed)
        => T($"Redis {_endpoint} {(_trust is { Refusal: { Length: > 0 } why } ? T($"shows a certificate that is not trusted: {why}") : T($"cannot be used: {Cause(failed).Message.Split('\n')[0].TrimEnd('.', ' ')}"))}.");

    public async ValueTask DisposeAsync()
    {
        if (_connection is { IsCompletedSuccessfully: true } open)
        {
            await (await open.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The one connection; another one where it could not even be begun.</summary>
    private Task<ConnectionMultiplexer> OpenAsync()
    {
        lock (_opening)
        {
            return _connection is null or { IsFaulted: true } or { IsCanceled: true } ? _connection = ConnectionMultiplexer.ConnectAsync(_options) : _connection;
        }
    }

    private static Exception Cause(Exception failed) => failed.InnerException is { } inner ? Cause(inner) : failed;
}
