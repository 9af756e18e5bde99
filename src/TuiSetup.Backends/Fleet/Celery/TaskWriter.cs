using System.Globalization;
using RabbitMQ.Client;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>The properties and headers of a task, as Celery's own workers want them.</summary>
internal static class TaskWriter
{
    public static readonly string Origin = $"gen{Environment.ProcessId}@{Environment.MachineName}";

    /// <param name="message">The task.</param>
    /// <param name="now">To turn an expiry into a time to live.</param>
    public static BasicProperties Properties(TaskMessage message, DateTimeOffset now)
    {
        // The client adds a header of its own to what it confirms.
        var headers = new Dictionary<string, object?>(message.OtherHeaders)
        {
            ["lang"] = "py",
            ["task"] = message.Task,
            ["id"] = message.Id,
            ["shadow"] = null,
            ["eta"] = message.Eta is { } eta ? HeaderTable.Iso(eta) : null,
            ["expires"] = message.Expires is { } expires ? HeaderTable.Iso(expires) : null,
            ["group"] = message.Group,
            ["group_index"] = message.GroupIndex,
            ["retries"] = message.Retries,
            ["timelimit"] = new List<object?> { Seconds(message.HardLimit), Seconds(message.SoftLimit) },
            ["root_id"] = message.RootId ?? message.Id,
            ["parent_id"] = message.ParentId,
            ["argsrepr"] = message.ArgsRepr ?? "()",
            ["kwargsrepr"] = message.KwargsRepr ?? "{}",
            ["origin"] = Origin,
            ["ignore_result"] = message.IgnoresResult,
        };
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            ContentEncoding = "utf-8",
            DeliveryMode = DeliveryModes.Persistent,
            Priority = message.Priority,
            CorrelationId = message.Id,
            Headers = headers,
        };
        if (message.ReplyTo is { } reply)
        {
            properties.ReplyTo = reply;
        }

        if (message.Expires is { } last)
        {
            properties.Expiration = Math.Max(0, (long)(last - now).TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        }

        return properties;
    }

    private static object? Seconds(double? seconds) => seconds switch
    {
        null => null,
        { } whole when whole == Math.Floor(whole) && whole < int.MaxValue => (int)whole,
        { } other => other,
    };
}
