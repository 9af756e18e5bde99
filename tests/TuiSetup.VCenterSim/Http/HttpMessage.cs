namespace TuiSetup.VCenterSim.Http;

/// <summary>A request as it came in.</summary>
internal sealed record HttpRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string this[string header] => Headers.GetValueOrDefault(header, "");
}

/// <summary>What to answer.</summary>
internal sealed record HttpResponse(int Status, string ContentType, byte[] Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Bytes after which the connection is cut; null sends all.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The connection is cut without a word.</summary>
    public static HttpResponse HangUp { get; } = new(0, "", []) { CutAfter = 0 };
}
