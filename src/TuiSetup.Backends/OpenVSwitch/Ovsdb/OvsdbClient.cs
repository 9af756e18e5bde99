using System.Runtime.CompilerServices;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.Ovsdb;

/// <summary>The methods of RFC 7047 that are used here, on the database Open_vSwitch.</summary>
internal sealed class OvsdbClient : IAsyncDisposable
{
    public const string Database = "Open_vSwitch";

    private readonly JsonRpcConnection _connection;

    private OvsdbClient(JsonRpcConnection connection) => _connection = connection;

    /// <summary>Connects, and makes sure that it is Open vSwitch. <exception cref="BackendException">It is not there, or not that.</exception></summary>
    public static async Task<OvsdbClient> ConnectAsync(OvsdbEndpoint endpoint, TimeProvider time, CancellationToken cancel)
    {
        var stream = await OvsdbConnector.ConnectAsync(endpoint, time, cancel);
        var client = new OvsdbClient(new JsonRpcConnection(endpoint.Address.ToString(), stream, time));
        try
        {
            var databases = (await client._connection.CallAsync("list_dbs", [], cancel)).Select(name => name.ToString()).ToList();
            return databases.Contains(Database)
                ? client
                : throw new BackendException(
                    BackendFailure.Unreachable,
                    T($"{endpoint.Address} is a database server, but not Open vSwitch's: it has {string.Join(", ", databases)}. Give the socket of the switch's own ovsdb-server."));
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>The schema: its version, tables and columns.</summary>
    public async Task<JObject> GetSchemaAsync(CancellationToken cancel)
        => await _connection.CallAsync("get_schema", [Database], cancel) as JObject
            ?? throw new BackendException(BackendFailure.Failed, T("get_schema answered with no schema."));

    /// <summary>Runs operations in one transaction and returns a result for each.</summary>
    /// <exception cref="BackendException">One failed, so none was done; its name is the error's.</exception>
    public async Task<IReadOnlyList<JObject>> TransactAsync(IEnumerable<JObject> operations, CancellationToken cancel)
    {
        var asked = operations.ToList();
        var results = await _connection.CallAsync("transact", new JArray((IEnumerable<JToken>)[Database, .. asked]), cancel) as JArray ?? [];

        // A failed commit is one more result than there were operations.
        for (var index = 0; index < results.Count; index++)
        {
            if (results[index] is JObject result && result["error"] is { Type: JTokenType.String } error)
            {
                var operation = index < asked.Count ? (string?)asked[index]["op"] : "commit";
                throw new BackendException(BackendFailure.Failed, T($"Open vSwitch refused the transaction at '{operation}': {error} ({result["details"]})."), (string)error!);
            }
        }

        return results.Count >= asked.Count
            ? [.. results.Take(asked.Count).OfType<JObject>()]
            : throw new BackendException(BackendFailure.Failed, T("Open vSwitch answered a transaction with too few results."));
    }

    /// <summary>
    /// The rows of one table as they are and as they change: a list of (uuid, new columns), null when a row went.
    /// One monitor a client.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<(string Uuid, JObject? Row)>> MonitorAsync(
        string table,
        string[] columns,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new JObject { [table] = new JObject { ["columns"] = new JArray(columns) } };
        var initial = await _connection.CallAsync("monitor", [Database, table, request], cancel);
        yield return Rows(initial, table);
        await foreach (var notification in _connection.Notifications.ReadAllAsync(cancel))
        {
            if ((string?)notification["method"] == "update" && notification["params"] is JArray { Count: 2 } parameters)
            {
                yield return Rows(parameters[1], table);
            }
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static List<(string, JObject?)> Rows(JToken updates, string table)
        => ((updates[table] as JObject)?.Properties() ?? []).Select(row => (row.Name, row.Value["new"] as JObject)).ToList();
}
