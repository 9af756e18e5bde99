using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Sends jobs to hosts over a broker, and follows them. What was heard is kept by the store, whoever waits for it or not.</summary>
public sealed class FleetDispatcher
{
    /// <summary>Sent before the first of them is confirmed.</summary>
    private const int Batch = 256;

    private static readonly TimeSpan FetchTime = TimeSpan.FromSeconds(10);

    private readonly BrokerConnector _connector;
    private readonly JobStore _store;
    private readonly Action<HostState> _listener;
    private readonly Action<string> _warn;

    /// <param name="broker">Where the hosts' workers are.</param>
    /// <param name="store">The jobs of this machine.</param>
    /// <param name="variable">Reads the environment, where the password may be.</param>
    /// <param name="listener">Is told of each new state.</param>
    /// <param name="warn">Is told of what holds it up, in a sentence.</param>
    public FleetDispatcher(BrokerEndpoint broker, JobStore store, Func<string, string?> variable, Action<HostState> listener, Action<string> warn)
    {
        _connector = new BrokerConnector(broker, BrokerPassword.Find(broker, variable), "tuisetup dispatch");
        (_store, _listener, _warn) = (store, listener, warn);
    }

    /// <summary>Sends a job to all its hosts at once, and waits for none.</summary>
    /// <exception cref="BackendException">The broker cannot be reached.</exception>
    public async Task<JobProgress> SendAsync(FleetJob job, DispatchOptions options, CancellationToken cancel)
    {
        var progress = new JobProgress(job);
        using var signer = Signer(options);
        await using var link = await JobLink.OpenAsync(_connector, job.Id, _store.Time, _warn, cancel).ConfigureAwait(false);
        await SendAsync(link, progress, job.Hosts, options, signer, cancel).ConfigureAwait(false);
        return progress;
    }

    /// <summary>Sends a job host by host as the options say, and waits for all. When it is cancelled, what was sent goes on without us.</summary>
    /// <inheritdoc cref="SendAsync(FleetJob, DispatchOptions, CancellationToken)"/>
    public async Task<JobProgress> RunAsync(FleetJob job, DispatchOptions options, CancellationToken cancel)
    {
        var progress = new JobProgress(job);
        var schedule = new DispatchSchedule(job, options);
        using var signer = Signer(options);
        await using var link = await JobLink.OpenAsync(_connector, job.Id, _store.Time, _warn, cancel).ConfigureAwait(false);
        try
        {
            while (true)
            {
                await SendAsync(link, progress, schedule.Take(progress), options, signer, cancel).ConfigureAwait(false);
                if (schedule.IsOver(progress) || (schedule.Waits(progress) && !await HearAsync(link, progress, options.Patience, cancel).ConfigureAwait(false)))
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }

        foreach (var host in schedule.Left)
        {
            Take(progress, new HostState(host.Name, HostState.NotSent) { At = _store.Time.GetUtcNow(), Message = cancel.IsCancellationRequested ? "interrupted" : T("stopped after failures") });
        }

        return progress;
    }

    /// <summary>Waits until all hosts of a job have ended, or nothing is heard any more.</summary>
    /// <exception cref="BackendException">The broker cannot be reached, or another process follows this job.</exception>
    public async Task<JobProgress> FollowAsync(FleetJob job, TimeSpan patience, CancellationToken cancel)
    {
        var progress = _store.Progress(job);
        if (progress.IsFinal)
        {
            return progress;
        }

        await using var link = await JobLink.OpenAsync(_connector, job.Id, _store.Time, _warn, cancel).ConfigureAwait(false);
        try
        {
            while (!progress.IsFinal && await HearAsync(link, progress, patience, cancel).ConfigureAwait(false))
            {
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }

        return progress;
    }

    /// <summary>Takes what waits to be fetched, and waits for no more.</summary>
    /// <inheritdoc cref="FollowAsync(FleetJob, TimeSpan, CancellationToken)"/>
    public async Task<JobProgress> FetchAsync(FleetJob job, CancellationToken cancel)
    {
        var progress = _store.Progress(job);
        if (progress.IsFinal)
        {
            return progress;
        }

        JobLink link;
        try
        {
            link = await JobLink.OpenAsync(_connector, job.Id, _store.Time, _warn, cancel).ConfigureAwait(false);
        }
        catch (BackendException followed) when (followed.Name == JobLink.FollowedElsewhere)
        {
            // That process writes down all that it hears.
            return _store.Progress(job);
        }

        await using (link)
        {
            // A consumer has what waited before the broker answers the next question.
            var waiting = await link.CountAsync(cancel).ConfigureAwait(false);
            while (link.Replies.TryPeek(out _) || waiting > 0)
            {
                if (!await HearAsync(link, progress, FetchTime, cancel).ConfigureAwait(false))
                {
                    break;
                }

                waiting = await link.CountAsync(cancel).ConfigureAwait(false);
            }
        }

        return progress;
    }

    private async Task SendAsync(JobLink link, JobProgress progress, IEnumerable<JobHost> hosts, DispatchOptions options, TaskSigner? signer, CancellationToken cancel)
    {
        foreach (var batch in hosts.Chunk(Batch))
        {
            var sent = await Task.WhenAll(batch.Select(host => SendAsync(link, progress.Job, host, options, signer, cancel))).ConfigureAwait(false);
            foreach (var host in batch.Zip(sent).Where(pair => !pair.Second).Select(pair => pair.First))
            {
                Take(progress, new HostState(host.Name, HostState.NoQueue) { At = _store.Time.GetUtcNow(), Message = T($"no worker of this name has ever been there: there is no queue {FleetNames.HostQueue(host.Name)}") });
            }
        }
    }

    private Task<bool> SendAsync(JobLink link, FleetJob job, JobHost host, DispatchOptions options, TaskSigner? signer, CancellationToken cancel)
    {
        var queue = FleetNames.HostQueue(host.Name);
        var message = TaskMessage.Create(job.TaskId(host.Name), job.Template.Task, new TaskBody(new JArray(), job.Template.For(host), Embed.None)) with
        {
            Expires = _store.Time.GetUtcNow() + options.Expires,
            RootId = job.Id,
        };
        return link.SendAsync(queue, signer?.Sign(message, queue) ?? message, cancel);
    }

    /// <summary>Takes the next state. False: none came in time.</summary>
    private async Task<bool> HearAsync(JobLink link, JobProgress progress, TimeSpan patience, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(patience, _store.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        JobReply reply;
        try
        {
            reply = await link.Replies.ReadAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }

        if (progress.Job.HostOf(reply.Result.TaskId) is { } host)
        {
            Take(progress, HostStates.Of(host, reply.Result, _store.Time.GetUtcNow()));
        }

        await reply.AckAsync().ConfigureAwait(false);
        return true;
    }

    private void Take(JobProgress progress, HostState state)
    {
        if (progress.Take(state))
        {
            _store.Append(progress.Job, progress[state.Host]);
            _listener(progress[state.Host]);
        }
    }

    private TaskSigner? Signer(DispatchOptions options) => options.SignKey is { } key ? new TaskSigner(key, _store.Time) : null;
}
