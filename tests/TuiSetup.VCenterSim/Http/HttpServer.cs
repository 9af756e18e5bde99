using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace TuiSetup.VCenterSim.Http;

/// <summary>HTTPS on a loopback port of its own.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<X509Certificate2> _certificate;
    private readonly Func<HttpRequest, CancellationToken, Task<HttpResponse>> _handle;
    private readonly Task _accepting;

    public HttpServer(Func<X509Certificate2> certificate, Func<HttpRequest, CancellationToken, Task<HttpResponse>> handle, int port = 0)
    {
        _certificate = certificate;
        _handle = handle;
        if (port > 0)
        {
            _listener = new TcpListener(IPAddress.Loopback, port);
        }

        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether new connections are taken; while not, they are cut at once.</summary>
    public bool IsAway { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var socket = await _listener.AcceptSocketAsync(_stop.Token);
            if (IsAway)
            {
                socket.Dispose();
                continue;
            }

            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var secure = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate() }, _stop.Token);
            await using var connection = new HttpConnection(secure);
            while (await connection.ReadAsync(_stop.Token) is { } request)
            {
                // Also what was done before the network went has its answer lost.
                var response = IsAway ? HttpResponse.HangUp : await _handle(request, _stop.Token);
                response = IsAway ? HttpResponse.HangUp : response;
                await connection.WriteAsync(response, request["Accept-Encoding"].Contains("gzip", StringComparison.Ordinal), _stop.Token);
                if (response.CutAfter is not null)
                {
                    return;
                }
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or SocketException)
        {
            // The client hung up, or did not like the certificate.
        }
    }
}
