using Newtonsoft.Json.Linq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>What became of a revocation: it was heard, or waits for its host, or there is nobody who would ever hear it.</summary>
/// <param name="Heard">Hosts whose workers have confirmed it.</param>
/// <param name="Kept">Hosts whose workers are not there; they read it before they take a task.</param>
/// <param name="Unknown">Hosts that have no queue for it.</param>
public sealed record Revocation(IReadOnlyList<string> Heard, IReadOnlyList<string> Kept, IReadOnlyList<string> Unknown);

/// <summary>Commands to workers, as <c>celery control</c> sends them: whoever is there answers within a second.</summary>
public sealed class FleetControl(BrokerEndpoint broker, Func<string, string?> variable, TimeProvider time)
{
    /// <summary>
    /// Revokes tasks of hosts. It is put into a queue of each host, which its worker reads before it takes a task, and is
    /// told to all at once besides. A worker keeps what it hears on its disk.
    /// </summary>
    /// <param name="job">Their job.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="terminate">Whether what has begun is stopped, and taken back.</param>
    /// <param name="cancel">Waits no longer.</param>
    /// <exception cref="BackendException">The broker cannot be reached.</exception>
    public async Task<Revocation> RevokeAsync(FleetJob job, IReadOnlyList<string> hosts, bool terminate, CancellationToken cancel)
    {
        var connector = new BrokerConnector(broker, BrokerPassword.Find(broker, variable), "tuisetup jobs");
        await using var connection = await connector.ConnectAsync(cancel).ConfigureAwait(false);
        try
        {
            await using var confirmed = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancel).ConfigureAwait(false);
            var kept = new HashSet<string>(StringComparer.Ordinal);
            foreach (var host in hosts)
            {
                if (await KeepAsync(confirmed, host, new ControlRequest("revoke", Arguments(terminate, job.TaskId(host))), cancel).ConfigureAwait(false))
                {
                    kept.Add(host);
                }
            }

            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel).ConfigureAwait(false);
            var request = new ControlRequest("revoke", Arguments(terminate, [.. hosts.Select(job.TaskId)])) { Destination = [.. hosts.Select(FleetNames.Node)] };
            var answers = await new ControlCall(channel, time).SendAsync(request, hosts.Count, cancel).ConfigureAwait(false);
            var heard = hosts.Where(host => answers.TryGetValue(FleetNames.Node(host), out var answer) && answer["ok"] is not null).ToList();
            return new Revocation(heard, [.. hosts.Except(heard).Where(kept.Contains)], [.. hosts.Except(heard).Where(host => !kept.Contains(host))]);
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested && BrokerLoss.Is(failed))
        {
            throw new BackendException(BackendFailure.Unreachable, T($"{connector.Name} refuses: {failed.Message}"), inner: failed);
        }
    }

    /// <summary>Puts it where the host's worker finds it. False: there is no such queue, because no worker has ever made it.</summary>
    private static async Task<bool> KeepAsync(IChannel channel, string host, ControlRequest request, CancellationToken cancel)
    {
        var properties = new BasicProperties { ContentType = "application/json", ContentEncoding = "utf-8", DeliveryMode = DeliveryModes.Persistent, Headers = new Dictionary<string, object?>() };
        try
        {
            await channel.BasicPublishAsync("", FleetNames.RevocationQueue(host), mandatory: true, properties, request.ToBytes(), cancel).ConfigureAwait(false);
            return true;
        }
        catch (PublishReturnException)
        {
            return false;
        }
    }

    private static JObject Arguments(bool terminate, params string[] ids)
        => new() { ["task_id"] = new JArray(ids), ["terminate"] = terminate, ["signal"] = "SIGTERM" };
}
