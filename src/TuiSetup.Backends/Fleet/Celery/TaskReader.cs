using System.Collections.Immutable;
using System.IO.Compression;
using RabbitMQ.Client;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>From a delivery to a task. JSON is the one content that is taken: nothing in a message is ever executed.</summary>
internal static class TaskReader
{
    /// <summary>The largest plan is some hundred kilobytes.</summary>
    public const int MaxBody = 4 * 1024 * 1024;

    private static readonly ImmutableHashSet<string> Known =
    [
        "lang", "task", "id", "shadow", "eta", "expires", "group", "group_index", "retries", "timelimit", "root_id", "parent_id",
        "argsrepr", "kwargsrepr", "origin", "ignore_result", "compression", "x-dotnet-pub-seq-no",
    ];

    /// <exception cref="MessageException">It cannot be carried out.</exception>
    public static TaskMessage Read(IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body)
    {
        var headers = new HeaderTable(properties.Headers);
        if (headers.Text("task") is not { Length: > 0 } task)
        {
            throw new MessageException(T("it has no header 'task': only message protocol 2 is spoken"));
        }

        if (headers.Text("id") is not { Length: > 0 } id)
        {
            throw new MessageException(T("it has no header 'id'"));
        }

        if (properties.ContentType != "application/json")
        {
            throw new MessageException(T($"its content is {properties.ContentType ?? T("of no type")}, and only application/json is taken"));
        }

        var (hard, soft) = headers.Pair("timelimit");
        var content = Decompress(body, headers.Text("compression"));
        return new TaskMessage
        {
            Id = id,
            Task = task,
            Content = content,
            Body = TaskBody.Parse(content),
            RootId = headers.Text("root_id"),
            ParentId = headers.Text("parent_id"),
            Group = headers.Text("group"),
            GroupIndex = (int?)headers.Number("group_index"),
            Retries = (int)(headers.Number("retries") ?? 0),
            Eta = headers.Time("eta"),
            Expires = headers.Time("expires"),
            HardLimit = hard,
            SoftLimit = soft,
            IgnoresResult = headers.Truth("ignore_result"),
            ReplyTo = properties.ReplyTo is { Length: > 0 } reply ? reply : null,
            Priority = properties.Priority,
            ArgsRepr = headers.Text("argsrepr"),
            KwargsRepr = headers.Text("kwargsrepr"),
            OtherHeaders = [.. properties.Headers!.Where(header => !Known.Contains(header.Key))],
        };
    }

    private static byte[] Decompress(ReadOnlySpan<byte> body, string? compression)
    {
        if (body.Length > MaxBody)
        {
            throw new MessageException(T($"its body of {body.Length} bytes is larger than {MaxBody}"));
        }

        return compression switch
        {
            null or "" => body.ToArray(),
            // Celery calls it so, and sends what RFC 1950 describes.
            "application/x-gzip" => Inflate(body.ToArray()),
            _ => throw new MessageException(T($"the compression {compression} is not taken")),
        };
    }

    private static byte[] Inflate(byte[] body)
    {
        var plain = new byte[MaxBody + 1];
        try
        {
            using var stream = new ZLibStream(new MemoryStream(body), CompressionMode.Decompress);
            var count = stream.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
            return count <= MaxBody ? plain[..count] : throw new MessageException(T($"its body is larger than {MaxBody} bytes once it is inflated"));
        }
        catch (InvalidDataException)
        {
            throw new MessageException(T("its body cannot be inflated"));
        }
    }
}
