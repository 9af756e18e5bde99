using System.Collections.Immutable;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>A call of a task: message protocol 2.</summary>
internal sealed record TaskMessage
{
    public required string Id { get; init; }

    public required string Task { get; init; }

    /// <summary>The body as it is sent, without compression: what a signature is made of.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    public required TaskBody Body { get; init; }

    /// <summary>The first task of a chain or tree; the task itself when it is that.</summary>
    public string? RootId { get; init; }

    public string? ParentId { get; init; }

    public string? Group { get; init; }

    public int? GroupIndex { get; init; }

    /// <summary>How many times it was sent again.</summary>
    public int Retries { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? Eta { get; init; }

    /// <summary>Not after.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Seconds; on the wire [hard, soft].</summary>
    public double? HardLimit { get; init; }

    /// <inheritdoc cref="HardLimit"/>
    public double? SoftLimit { get; init; }

    public bool IgnoresResult { get; init; }

    /// <summary>The queue that wants the result; null: nobody does.</summary>
    public string? ReplyTo { get; init; }

    public byte Priority { get; init; }

    public string? ArgsRepr { get; init; }

    public string? KwargsRepr { get; init; }

    /// <summary>Every other header, as it came.</summary>
    public ImmutableDictionary<string, object?> OtherHeaders { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public static TaskMessage Create(string id, string task, TaskBody body) => new()
    {
        Id = id,
        Task = task,
        Body = body,
        Content = body.ToBytes(),
        ArgsRepr = body.ArgsRepr,
        KwargsRepr = body.KwargsRepr,
    };
}
