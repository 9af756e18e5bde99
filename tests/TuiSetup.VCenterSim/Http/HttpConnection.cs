using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TuiSetup.VCenterSim.Http;

/// <summary>One kept-alive connection of HTTP/1.1.</summary>
internal sealed class HttpConnection(Stream stream) : IAsyncDisposable
{
    private const int WorthCompressing = 1024;
    private readonly BufferedStream _in = new(stream);

    /// <summary>The next request; null when the client is done.</summary>
    public async Task<HttpRequest?> ReadAsync(CancellationToken cancel)
    {
        if (await LineAsync(cancel) is not { Length: > 0 } first)
        {
            return null;
        }

        var words = first.Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(cancel) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await _in.ReadExactlyAsync(body, cancel);
        return new HttpRequest(words[0], words[1], headers, body);
    }

    public ValueTask DisposeAsync() => _in.DisposeAsync();

    public async Task WriteAsync(HttpResponse response, bool gzip, CancellationToken cancel)
    {
        if (response.CutAfter == 0)
        {
            return;
        }

        var compress = gzip && response.Body.Length >= WorthCompressing && response.CutAfter is null;
        var body = compress ? Compress(response.Body) : response.Body;
        var head = new StringBuilder($"HTTP/1.1 {response.Status} {(response.Status == 200 ? "OK" : "Status")}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {response.ContentType}\r\nContent-Length: {body.Length}\r\n");
        if (compress)
        {
            head.Append("Content-Encoding: gzip\r\n");
        }

        foreach (var (name, value) in response.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), cancel);
        await stream.WriteAsync(response.CutAfter is { } cut ? body.AsMemory(0, Math.Min(cut, body.Length)) : body, cancel);
        await stream.FlushAsync(cancel);
    }

    private async Task<string?> LineAsync(CancellationToken cancel)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await _in.ReadAsync(one, cancel) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }

    private static byte[] Compress(byte[] body)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return buffer.ToArray();
    }
}
