using System.Globalization;
using Newtonsoft.Json.Linq;
using StackExchange.Redis;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet;

/// <summary>Results and chords as Celery's redis backend keeps them, so that Python's workers and clients share them with ours.</summary>
internal sealed class RedisResults(RedisConnector redis, TimeProvider time)
{
    private const string TaskPrefix = "celery-task-meta-", GroupPrefix = "celery-taskset-meta-";

    /// <summary>Celery's <c>result_expires</c>, unless it is told something else.</summary>
    private static readonly TimeSpan Expiry = TimeSpan.FromDays(1);

    /// <summary>Keeps a state, and wakes up who waits for it. A success is never written over: a task that came twice has one result.</summary>
    /// <exception cref="RedisException">It could not be kept.</exception>
    public async Task StoreAsync(TaskResult result, string? group, string? parent)
    {
        var database = await redis.DatabaseAsync().ConfigureAwait(false);
        var key = TaskPrefix + result.TaskId;
        if (result.State != TaskState.Success && StateOf(await database.StringGetAsync(key).ConfigureAwait(false)) == TaskState.Success)
        {
            return;
        }

        var value = CeleryJson.Write(Meta(result, group, parent));
        var transaction = database.CreateTransaction();
        _ = transaction.StringSetAsync(key, value, Expiry);
        _ = transaction.PublishAsync(RedisChannel.Literal(key), value);
        await transaction.ExecuteAsync().ConfigureAwait(false);
    }

    /// <summary>The result of a task as it is kept; null: there is none yet.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<TaskResult?> FindAsync(string id)
    {
        var database = await redis.DatabaseAsync().ConfigureAwait(false);
        var value = await database.StringGetAsync(TaskPrefix + id).ConfigureAwait(false);
        return value.IsNull ? null : TaskResult.Parse((byte[])value!);
    }

    /// <summary>
    /// Counts a part of a chord that has ended. A part that comes again, because its worker died, counts once.
    /// </summary>
    /// <param name="group">The chord's group.</param>
    /// <param name="index">The part's place; null: it has none.</param>
    /// <param name="part">How the part ended.</param>
    /// <param name="isAgain">Whether it may have been counted before.</param>
    /// <returns>The parts in their order, when this was the last of them; null: others are under way, or the chord has gone on.</returns>
    /// <exception cref="RedisException">It could not be counted.</exception>
    public async Task<IReadOnlyList<TaskResult>?> CountAsync(string group, int? index, TaskResult part, bool isAgain)
    {
        var database = await redis.DatabaseAsync().ConfigureAwait(false);
        var (parts, extra, size) = Keys(group);
        var known = isAgain ? await PartsAsync(database, parts).ConfigureAwait(false) : [];
        var transaction = database.CreateTransaction();
        if (known.All(other => other.TaskId != part.TaskId))
        {
            var member = CeleryJson.Write(new JArray(1, part.TaskId, part.State, part.Result));
            _ = transaction.SortedSetAddAsync(parts, member, index ?? double.PositiveInfinity);
        }

        var count = transaction.SortedSetLengthAsync(parts);
        var more = transaction.StringGetAsync(extra);
        var wanted = transaction.StringGetAsync(size);
        foreach (var key in (RedisKey[])[parts, extra, size])
        {
            _ = transaction.KeyExpireAsync(key, Expiry);
        }

        await transaction.ExecuteAsync().ConfigureAwait(false);
        return Number(await wanted.ConfigureAwait(false)) is { } total && await count.ConfigureAwait(false) == total + (Number(await more.ConfigureAwait(false)) ?? 0)
            ? await PartsAsync(database, parts).ConfigureAwait(false)
            : null;
    }

    /// <summary>What a header that holds groups was saved as: the ids of its parts, lists within lists. Null: it is a plain list.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<JArray?> HeaderAsync(string group)
    {
        var database = await redis.DatabaseAsync().ConfigureAwait(false);
        var saved = await database.StringGetAsync(GroupPrefix + group).ConfigureAwait(false);
        return saved.IsNull ? null : (CeleryJson.Parse((byte[])saved!) as JObject)?["result"] is JArray { Count: > 1 } pair ? pair[1] as JArray : null;
    }

    /// <summary>The chord has gone on: nothing counts for it any more.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task ForgetAsync(string group)
    {
        var (parts, extra, size) = Keys(group);
        await (await redis.DatabaseAsync().ConfigureAwait(false)).KeyDeleteAsync([parts, extra, size]).ConfigureAwait(false);
    }

    private static (RedisKey Parts, RedisKey Extra, RedisKey Size) Keys(string group) => (GroupPrefix + group + ".j", GroupPrefix + group + ".t", GroupPrefix + group + ".s");

    private static async Task<List<TaskResult>> PartsAsync(IDatabase database, RedisKey key)
    {
        var parts = new List<TaskResult>();
        foreach (var member in await database.SortedSetRangeByRankAsync(key).ConfigureAwait(false))
        {
            if (CeleryJson.Parse((byte[])member!) is JArray { Count: 4 } part)
            {
                parts.Add(new TaskResult($"{part[1]}", $"{part[2]}", part[3]));
            }
        }

        return parts;
    }

    private JObject Meta(TaskResult result, string? group, string? parent)
    {
        var meta = result.ToJson();
        meta["date_done"] = TaskState.IsFinal(result.State) ? time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) : null;
        if (group is not null)
        {
            meta["group_id"] = group;
        }

        if (parent is not null)
        {
            meta["parent_id"] = parent;
        }

        return meta;
    }

    private static string? StateOf(RedisValue value)
    {
        try
        {
            return value.IsNull ? null : TaskResult.Parse((byte[])value!).State;
        }
        catch (MessageException)
        {
            return null;
        }
    }

    private static long? Number(RedisValue value) => value.TryParse(out long number) ? number : null;
}
