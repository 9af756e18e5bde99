using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Opens connections to one broker. A connection that breaks is not mended: whoever has it opens another one.</summary>
internal sealed class BrokerConnector
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    /// <summary>What a broker carries at most. A larger message would end the connection, and the next one again.</summary>
    private const uint MaxMessage = 512 * 1024 * 1024;

    private readonly BrokerEndpoint _endpoint;
    private readonly ConnectionFactory _factory;
    private readonly ServerTrust? _trust;

    /// <param name="endpoint">The broker.</param>
    /// <param name="password">Of its user.</param>
    /// <param name="name">What the broker calls the connection.</param>
    /// <exception cref="ProblemException">A file of the TLS cannot be read.</exception>
    public BrokerConnector(BrokerEndpoint endpoint, Secret password, string name)
    {
        _endpoint = endpoint;
        _factory = new ConnectionFactory
        {
            HostName = endpoint.Host,
            Port = endpoint.Port,
            VirtualHost = endpoint.VirtualHost,
            UserName = endpoint.User,
            Password = password.Reveal(),
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = endpoint.Heartbeat,
            RequestedConnectionTimeout = ConnectTime,
            MaxInboundMessageBodySize = MaxMessage,
        };
        if (endpoint.IsTls)
        {
            _trust = new ServerTrust(endpoint.Host, BrokerEndpoint.CaParameter, endpoint.CaFile, endpoint.CertificateFile, endpoint.KeyFile);
            UseTls(_factory.Ssl, endpoint.Host, _trust);
        }
    }

    /// <summary>The broker, for messages.</summary>
    public string Name => T($"The broker {_endpoint}");

    /// <exception cref="BackendException">It cannot be reached, or refused us.</exception>
    public async Task<IConnection> ConnectAsync(CancellationToken cancel)
    {
        try
        {
            return await _factory.CreateConnectionAsync(cancel).ConfigureAwait(false);
        }
        catch (BrokerUnreachableException failed)
        {
            throw Explain(failed);
        }
        catch (Exception failed) when (failed is OperationInterruptedException or IOException or TimeoutException)
        {
            throw new BackendException(BackendFailure.Unreachable, T($"{Name} broke off the connection: {failed.Message}"), inner: failed);
        }
    }

    /// <summary>The client says that nothing can be reached, and hides why.</summary>
    private BackendException Explain(BrokerUnreachableException failed)
    {
        var causes = new List<Exception>();
        for (Exception? at = failed; at is not null; at = at is AggregateException many ? many.InnerExceptions[0] : at.InnerException)
        {
            causes.Add(at);
        }

        var (name, why) = causes switch
        {
            _ when causes.OfType<AuthenticationFailureException>().Any() => (BrokerRefusal.Login, T($"does not let '{_endpoint.User}' in with this password")),
            _ when causes.OfType<AuthenticationException>().Any() && _trust is { Refusal.Length: > 0 } => (BrokerRefusal.Certificate, T($"shows a certificate that is not trusted: {_trust!.Refusal}")),
            _ when causes.OfType<AuthenticationException>().FirstOrDefault() is { } tls => (null, T($"does not take part in TLS: {tls.Message}")),
            _ when causes.OfType<OperationInterruptedException>().FirstOrDefault() is { ShutdownReason: { } reason }
                => (reason.ReplyCode is 530 or 403 ? BrokerRefusal.VirtualHost : null, T($"refuses: {reason.ReplyText}")),
            _ => (null, T($"cannot be reached: {causes[^1].Message.TrimEnd('.', '。')}")),
        };
        return new BackendException(BackendFailure.Unreachable, $"{Name} {why}.", name, failed);
    }

    private static void UseTls(SslOption ssl, string host, ServerTrust trust)
    {
        ssl.Enabled = true;
        ssl.ServerName = host;
        ssl.Version = SslProtocols.None;
        ssl.CertificateValidationCallback = (_, certificate, _, errors) => trust.Accepts(certificate, errors);
        if (trust.Own is { } own)
        {
            ssl.Certs = [own];
        }
    }
}

/// <summary>Names of refusals that waiting does not put right.</summary>
internal static class BrokerRefusal
{
    public const string Login = "ACCESS_REFUSED", Certificate = "certificate", VirtualHost = "NOT_ALLOWED";

    public static bool IsLasting(BackendException failed) => failed.Name is Login or Certificate or VirtualHost;
}
