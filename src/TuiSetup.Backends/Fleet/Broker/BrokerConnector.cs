using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Opens connections to one broker. A connection that breaks is not mended: whoever has it opens another one.</summary>
internal sealed class BrokerConnector
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30), ConnectTime = TimeSpan.FromSeconds(10);

    /// <summary>What a broker carries at most. A larger message would end the connection, and the next one again.</summary>
    private const uint MaxMessage = 512 * 1024 * 1024;

    private readonly BrokerEndpoint _endpoint;
    private readonly ConnectionFactory _factory;
    private string _refusal = "";

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
            RequestedHeartbeat = Heartbeat,
            RequestedConnectionTimeout = ConnectTime,
            MaxInboundMessageBodySize = MaxMessage,
        };
        if (endpoint.IsTls)
        {
            UseTls(_factory.Ssl);
        }
    }

    /// <summary>The broker, for messages.</summary>
    public string Name => $"The broker {_endpoint}";

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
            throw new BackendException(BackendFailure.Unreachable, $"{Name} broke off the connection: {failed.Message}", inner: failed);
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
            _ when causes.OfType<AuthenticationFailureException>().Any() => (BrokerRefusal.Login, $"does not let '{_endpoint.User}' in with this password"),
            _ when causes.OfType<AuthenticationException>().Any() && _refusal.Length > 0 => (BrokerRefusal.Certificate, $"shows a certificate that is not trusted: {_refusal}"),
            _ when causes.OfType<AuthenticationException>().FirstOrDefault() is { } tls => (null, $"does not take part in TLS: {tls.Message}"),
            _ when causes.OfType<OperationInterruptedException>().FirstOrDefault() is { ShutdownReason: { } reason }
                => (reason.ReplyCode is 530 or 403 ? BrokerRefusal.VirtualHost : null, $"refuses: {reason.ReplyText}"),
            _ => (null, $"cannot be reached: {causes[^1].Message.TrimEnd('.')}"),
        };
        return new BackendException(BackendFailure.Unreachable, $"{Name} {why}.", name, failed);
    }

    private void UseTls(SslOption ssl)
    {
        ssl.Enabled = true;
        ssl.ServerName = _endpoint.Host;
        ssl.Version = SslProtocols.None;
        var authorities = _endpoint.CaFile.Length > 0 ? Load(() => Import(_endpoint.CaFile)) : null;
        ssl.CertificateValidationCallback = (_, certificate, _, errors) => Accepts(certificate, errors, authorities);
        if (_endpoint.CertificateFile.Length > 0)
        {
            ssl.Certs = Load(() => new X509Certificate2Collection(X509Certificate2.CreateFromPemFile(_endpoint.CertificateFile, _endpoint.KeyFile)));
        }
    }

    private bool Accepts(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection? authorities)
    {
        _refusal = (certificate, errors, authorities) switch
        {
            (null, _, _) => "there is none",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => $"it is not for {_endpoint.Host}",
            (_, SslPolicyErrors.None, null) => "",
            (X509Certificate2 own, _, { } ours) => IsSigned(own, ours) ? "" : "no authority of cacertfile has signed it, or it is out of date",
            _ => "no authority of this system has signed it, or it is out of date",
        };
        return _refusal.Length == 0;
    }

    private static bool IsSigned(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static X509Certificate2Collection Import(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException($"{file} holds no PEM certificate.");
    }

    private static T Load<T>(Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ProblemException([Problem.Error(BrokerEndpoint.Option, $"A file of the TLS cannot be read: {unreadable.Message}", "Check the path, its permissions, and that it is PEM.")]);
        }
    }
}

/// <summary>Names of refusals that waiting does not put right.</summary>
internal static class BrokerRefusal
{
    public const string Login = "ACCESS_REFUSED", Certificate = "certificate", VirtualHost = "NOT_ALLOWED";

    public static bool IsLasting(BackendException failed) => failed.Name is Login or Certificate or VirtualHost;
}
