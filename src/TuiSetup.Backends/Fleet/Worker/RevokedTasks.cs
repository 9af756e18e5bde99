using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>Ids that were revoked, on the disk: a task that waits in its queue must not be carried out by a worker that starts later.</summary>
internal sealed class RevokedTasks
{
    private const int Most = 50_000, LongestId = 256;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, double> _ids = [];
    private readonly string _file;
    private readonly TimeProvider _time;

    public RevokedTasks(string stateFolder, TimeProvider time)
    {
        _time = time;
        _file = Path.Combine(stateFolder, "fleet", "revoked");
        var oldest = (time.GetUtcNow() - Retention - DateTimeOffset.UnixEpoch).TotalSeconds;
        foreach (var line in File.Exists(_file) ? File.ReadLines(_file).TakeLast(Most) : [])
        {
            var parts = line.Split(' ', 2);
            if (parts.Length == 2 && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var at) && at > oldest)
            {
                _ids[parts[1]] = at;
            }
        }
    }

    /// <summary>Ids, and when each was revoked in seconds since 1970.</summary>
    public IEnumerable<KeyValuePair<string, double>> All => _ids;

    public bool Contains(string id) => _ids.ContainsKey(id);

    /// <exception cref="IOException">It cannot be kept.</exception>
    public void Add(IEnumerable<string> ids)
    {
        var now = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        var fresh = ids.Where(id => id.Length is > 0 and <= LongestId && !id.Any(char.IsControl) && _ids.TryAdd(id, now)).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        DurableFile.CreateFolder(Path.GetDirectoryName(_file)!);
        if (File.Exists(_file) && File.ReadLines(_file).Count() >= 2 * Most)
        {
            DurableFile.Write(_file, Encoding.UTF8.GetBytes(string.Concat(_ids.OrderBy(pair => pair.Value).TakeLast(Most).Select(pair => Line(pair.Key, pair.Value) + "\n"))));
            return;
        }

        DurableFile.Append(_file, Encoding.UTF8.GetBytes(string.Join('\n', fresh.Select(id => Line(id, now)))));
    }

    private static string Line(string id, double at) => string.Create(CultureInfo.InvariantCulture, $"{at:0.000} {id}");
}
