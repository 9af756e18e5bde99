using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// HTTPS to one vCenter: sends envelopes, reads answers as they come in, and keeps the session's cookie. What it
/// throws says what a caller can do: try again (<see cref="TransientException"/>), look at the fault
/// (<see cref="VimFault"/>), ask the user (<see cref="CertificateException"/>), or give up (<see cref="BackendException"/>).
/// </summary>
internal sealed class SoapChannel : IDisposable
{
    private const string CookieName = "vmware_soap_session=";
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    /// <summary>The largest answer is a page of an inventory, some megabytes.</summary>
    private const long MaxAnswer = 128 * 1024 * 1024;

    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false };
    private readonly VCenterAddress _address;
    private readonly CertificateCheck _check;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private volatile string? _cookie;
    private int _operations;

    public SoapChannel(VCenterAddress address, CertificateCheck check, TimeProvider time)
    {
        _address = address;
        _check = check;
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTime,
            MaxConnectionsPerServer = 16,
            ActivityHeadersPropagator = null,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                CertificateChainPolicy = check.HandshakePolicy,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => check.Accepts(certificate, chain, errors),
            },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Declared in each call; set once it is known.</summary>
    public string ApiVersion { get; set; } = "6.5";

    /// <summary>Forgets the session; the next call has none.</summary>
    public void DropCookie() => _cookie = null;

    /// <param name="call">What to send.</param>
    /// <param name="read">Reads the answer from its response element on; may be called again when a call is repeated.</param>
    /// <param name="limit">How long the whole call may take.</param>
    /// <param name="cancel">Abandons it.</param>
    public Task<T> PostAsync<T>(SoapCall call, Func<XmlReader, T> read, TimeSpan limit, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address.Sdk)
        {
            Content = new ByteArrayContent(call.ToBytes($"tuisetup-{Interlocked.Increment(ref _operations):x}")),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml; charset=utf-8");
        request.Headers.TryAddWithoutValidation("SOAPAction", $"\"{Namespaces.Vim}/{ApiVersion}\"");
        return SendAsync(request, xml => SoapAnswer.Read(xml, read), limit, cancel);
    }

    public Task<T> GetAsync<T>(Uri uri, Func<XmlReader, T> read, TimeSpan limit, CancellationToken cancel)
        => SendAsync(new HttpRequestMessage(HttpMethod.Get, uri), read, limit, cancel);

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(HttpRequestMessage request, Func<XmlReader, T> read, TimeSpan limit, CancellationToken cancel)
    {
        using var sent = request;
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        request.Headers.TryAddWithoutValidation("User-Agent", "tuisetup");
        if (_cookie is { } cookie)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        using var late = new CancellationTokenSource(limit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            Look(response);
            await using var stream = await response.Content.ReadAsStreamAsync(both.Token).ConfigureAwait(false);
            await using var plain = response.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            // A reader that waits for more wakes up when the connection goes.
            await using var hangUp = both.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
            return Parse(plain, read);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception) when (late.IsCancellationRequested)
        {
            throw new TransientException(Texts.T($"it did not answer within {limit.TotalSeconds:0} seconds"));
        }
        catch (HttpRequestException failed) when (failed.InnerException is AuthenticationException && _check.Refusal.Length > 0)
        {
            throw new CertificateException(_check.Seen, _check.Refusal, _check.IsChanged, failed);
        }
        catch (HttpRequestException failed)
        {
            throw new TransientException((failed.InnerException is SocketException or AuthenticationException or IOException ? failed.InnerException : failed).Message.TrimEnd('.', '。'), failed);
        }
        catch (Exception failed) when (failed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            throw new TransientException(Texts.T($"the connection broke: {failed.Message.TrimEnd('.', '。')}"), failed);
        }
        catch (Exception failed) when (failed is AnswerTooLongException or InvalidDataException)
        {
            throw new BackendException(BackendFailure.Unreachable, Texts.T($"{_address} cannot be used: {failed.Message}."), inner: failed);
        }
    }

    private T Parse<T>(Stream stream, Func<XmlReader, T> read)
    {
        using var xml = XmlReader.Create(new LimitedStream(stream, MaxAnswer), Reading);
        var begun = false;
        try
        {
            begun = xml.MoveToContent() == XmlNodeType.Element;
            return read(xml);
        }
        catch (XmlException broken) when (begun)
        {
            throw new TransientException(Texts.T($"its answer is cut off or damaged: {broken.Message.TrimEnd('.', '。')}"), broken);
        }
        catch (XmlException broken)
        {
            throw new BackendException(BackendFailure.Unreachable, Texts.T($"{_address} does not answer in XML. Check that the address is that of a vCenter."), inner: broken);
        }
    }

    private void Look(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests)
        {
            throw new TransientException(T($"it answers HTTP {status} {response.ReasonPhrase}").TrimEnd());
        }

        var type = response.Content.Headers.ContentType?.MediaType ?? "nothing";
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.InternalServerError) || !type.EndsWith("xml", StringComparison.OrdinalIgnoreCase))
        {
            throw new BackendException(
                BackendFailure.Unreachable,
                T($"{_address} answers HTTP {status} with {type}, not as a vCenter does. Check the address, and whether a proxy stands in between."));
        }

        if (response.Headers.TryGetValues("Set-Cookie", out var cookies)
            && cookies.FirstOrDefault(cookie => cookie.StartsWith(CookieName, StringComparison.OrdinalIgnoreCase)) is { } ours)
        {
            // Quoted or not, it goes back as it came.
            _cookie = ours.Split(';')[0];
        }
    }
}
