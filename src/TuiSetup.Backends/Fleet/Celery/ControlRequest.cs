using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RabbitMQ.Client;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>A command to workers, as <c>celery inspect</c> and <c>celery control</c> send it to all of them at once.</summary>
internal sealed record ControlRequest(string Method, JObject Arguments)
{
    /// <summary>The nodes it is for; null: all.</summary>
    public ImmutableArray<string>? Destination { get; init; }

    /// <summary>Names the answers to it.</summary>
    public string? Ticket { get; init; }

    public string? ReplyExchange { get; init; }

    public string? ReplyKey { get; init; }

    /// <summary>Seconds since 1970 after which nobody waits for an answer.</summary>
    public double? Expires { get; init; }

    public long Clock { get; init; }

    /// <exception cref="MessageException">It is not a command.</exception>
    public static ControlRequest Read(IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body)
    {
        if (body.Length > TaskReader.MaxBody || CeleryJson.Parse(body) is not JObject map || Text(map, "method") is not { } method)
        {
            throw new MessageException(T("it is not a command"));
        }

        var headers = new HeaderTable(properties.Headers);
        var reply = map["reply_to"] as JObject;
        return new ControlRequest(method, map["arguments"] as JObject ?? [])
        {
            Destination = map["destination"] is JArray nodes ? [.. nodes.Select(node => $"{node}")] : null,
            Ticket = Text(map, "ticket"),
            ReplyExchange = reply is null ? null : Text(reply, "exchange"),
            ReplyKey = reply is null ? null : Text(reply, "routing_key"),
            Expires = headers.Number("expires"),
            Clock = (long)(headers.Number("clock") ?? 0),
        };
    }

    public byte[] ToBytes() => CeleryJson.Write(new JObject
    {
        ["method"] = Method,
        ["arguments"] = Arguments,
        ["destination"] = Destination is { } nodes ? new JArray(nodes) : null,
        ["pattern"] = null,
        ["matcher"] = null,
        ["ticket"] = Ticket,
        ["reply_to"] = ReplyKey is null ? null : new JObject { ["exchange"] = ReplyExchange, ["routing_key"] = ReplyKey },
    });

    /// <summary>A text among the arguments.</summary>
    public string? Argument(string name) => Text(Arguments, name);

    /// <summary>One text, or a list of them.</summary>
    public IReadOnlyList<string> Texts(string name) => Arguments[name] switch
    {
        JArray list => [.. list.Select(item => $"{item}")],
        { Type: JTokenType.String } text => [(string)text!],
        _ => [],
    };

    private static string? Text(JObject map, string name) => map[name] is { Type: JTokenType.String } text ? (string)text! : null;
}
