using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>Opens the stream to a database server.</summary>
internal static class OvsdbConnector
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    /// <exception cref="BackendException">Nobody is there, or TLS failed.</exception>
    public static async Task<Stream> ConnectAsync(OvsdbEndpoint endpoint, TimeProvider time, CancellationToken cancel)
    {
        if (endpoint.Address.Transport == OvsdbTransport.Unix && !File.Exists(endpoint.Address.Host))
        {
            throw new BackendException(BackendFailure.Unreachable, T($"{endpoint.Address} cannot be reached: there is no such socket. {Advice(endpoint)}"));
        }

        using var late = new CancellationTokenSource(ConnectTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        var address = endpoint.Address;
        var socket = address.Transport == OvsdbTransport.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (address.Transport == OvsdbTransport.Unix)
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.Host), both.Token);
            }
            else
            {
                await socket.ConnectAsync(address.Host, address.Port, both.Token);
            }

            var stream = new NetworkStream(socket, ownsSocket: true);
            return address.Transport == OvsdbTransport.Ssl ? await SecureAsync(stream, endpoint, both.Token) : stream;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new BackendException(BackendFailure.Unreachable, T($"{address} did not answer within {ConnectTime.TotalSeconds:0} seconds. {Advice(endpoint)}"));
        }
        catch (Exception failed) when (failed is SocketException or IOException or AuthenticationException or CryptographicException or ArgumentException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new BackendException(BackendFailure.Unreachable, T($"{address} cannot be reached: {failed.Message.TrimEnd('.', '。')}. {Advice(endpoint)}"), inner: failed);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Mutual TLS as Open vSwitch does it: both ends have certificates of the given authority. Its certificates name
    /// switches, not hosts, so the chain is checked and the name is not, as in ovs-vsctl.
    /// </summary>
    private static async Task<Stream> SecureAsync(NetworkStream stream, OvsdbEndpoint endpoint, CancellationToken cancel)
    {
        using var ephemeral = X509Certificate2.CreateFromPemFile(endpoint.Certificate, endpoint.PrivateKey);
        using var own = X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
        var authority = new X509Certificate2Collection();
        authority.ImportFromPemFile(endpoint.CaCertificate);
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = endpoint.Address.Host,
                ClientCertificates = [own],
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                CertificateChainPolicy = Policy(authority),
                RemoteCertificateValidationCallback = (_, _, _, errors)
                    => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
            },
            cancel);
        return secure;
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authority);
        return policy;
    }

    private static string Advice(OvsdbEndpoint endpoint) => endpoint.Address.Transport switch
    {
        OvsdbTransport.Unix when !File.Exists(endpoint.Address.Host) => T("Start Open vSwitch, or give the path of its db.sock with --ovs or OVS_RUNDIR."),
        OvsdbTransport.Unix => T("Check that ovsdb-server runs and that you may open its socket (usually as root)."),
        OvsdbTransport.Tcp => T("Check the host and the port, and that ovsdb-server listens there (ovs-vsctl set-manager ptcp:6640)."),
        _ => T("Check the host, the port, the key, the certificate and the authority's certificate."),
    };
}
