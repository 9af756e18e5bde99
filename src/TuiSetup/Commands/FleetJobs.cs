using System.Collections.Immutable;
using TuiSetup.Backends.Fleet;
using TuiSetup.Core.Problems;
using TuiSetup.Flow;
using TuiSetup.Newt.Lines;
using TuiSetup.Pages;

namespace TuiSetup.Commands;

/// <summary>Jobs as commands work on them: sent, followed, taken back.</summary>
internal sealed class FleetJobs
{
    private readonly Composition _program;
    private readonly BrokerEndpoint _broker;
    private readonly FleetOutput _output;
    private readonly bool _json;

    public FleetJobs(Composition program, string? broker, bool json)
    {
        _program = program;
        _broker = BrokerEndpoint.Read(broker, program.Variable);
        _json = json;
        _output = new FleetOutput(program, json);
        Store = StoreOf(program);
    }

    public JobStore Store { get; }

    public static JobStore StoreOf(Composition program) => new(program.Folders.State, program.Time);

    /// <exception cref="ProblemException">There is none.</exception>
    public static FleetJob Find(JobStore store, string id)
        => store.Find(id) ?? throw new ProblemException([Problem.Error(null, T($"There is no job '{id}'."), T("See 'tuisetup jobs list'."))]);

    /// <summary>Makes a job and sends it; the result is the exit code.</summary>
    public async Task<int> DispatchAsync(JobTemplate template, ImmutableArray<JobHost> hosts, DispatchOptions options, bool isWaiting)
    {
        var job = Store.Create(template, hosts);
        _output.Begin(job);
        var dispatcher = Dispatcher();
        if (!isWaiting)
        {
            var sent = await dispatcher.SendAsync(job, options, _program.Interruption.Token);
            _output.Sent(sent);
            return sent.Hosts.Any(host => host.State == HostState.NoQueue) ? ExitCodes.Unreachable : ExitCodes.Done;
        }

        return ShowOrRun(new JobProgress(job), (listener, stop) => Dispatcher(listener).RunAsync(job, options, stop));
    }

    /// <summary>The same under a wizard's windows or prompts.</summary>
    public async Task<int> ShowAsync(IUserInterface ui, JobTemplate template, ImmutableArray<JobHost> hosts, DispatchOptions options, CancellationToken cancel)
    {
        var job = Store.Create(template, hosts);
        var end = await ui.ShowJobAsync(new JobProgress(job), Title(job), (listener, stop) => Dispatcher(listener).RunAsync(job, options, stop), cancel);
        await ui.TellAsync(end.Failed > 0 ? T("Not everywhere") : end.IsFinal ? T("Done") : T("Under way"), FleetOutput.Summary(end), cancel);
        return _program.Interruption.Happened ? ExitCodes.Interrupted : end.ExitCode;
    }

    /// <summary>Follows a job under windows.</summary>
    public Task<JobProgress> FollowAsync(IUserInterface ui, FleetJob job, TimeSpan patience, CancellationToken cancel)
        => ui.ShowJobAsync(Store.Progress(job), Title(job), (listener, stop) => Dispatcher(listener).FollowAsync(job, patience, stop), cancel);

    public int Follow(string id, TimeSpan patience)
    {
        var job = Find(Store, id);
        _output.Begin(job);
        return ShowOrRun(Store.Progress(job), (listener, stop) => Dispatcher(listener).FollowAsync(job, patience, stop));
    }

    /// <summary>Every host of a job that did not succeed, once more.</summary>
    public Task<int> RetryAsync(string id, DispatchOptions options)
    {
        var job = Find(Store, id);
        var progress = Store.Progress(job);
        var failed = job.Hosts.Where(host => progress[host.Name] is { IsFinal: true, IsGood: false }).ToImmutableArray();
        return failed.IsEmpty
            ? throw new ProblemException([Problem.Error(null, T($"No host of {id} has failed."), T("See 'tuisetup jobs show'."))])
            : DispatchAsync(job.Template, failed, options, isWaiting: true);
    }

    /// <summary>Takes back what a job did, on every host where it may have begun.</summary>
    public Task<int> UndoAsync(string id, DispatchOptions options)
    {
        var job = Find(Store, id);
        var progress = Store.Progress(job);
        var begun = job.Hosts.Where(host => progress[host.Name] is var state && (state.IsGood || state.Run.Length > 0)).ToImmutableArray();
        return job.Template.Task != FleetNames.ApplyTask || begun.IsEmpty
            ? throw new ProblemException([Problem.Error(null, T($"The job {id} has changed nothing that is known of."), T("See 'tuisetup jobs show'; 'tuisetup jobs follow' fetches what is new."))])
            : DispatchAsync(JobTemplate.OfUndo(id), begun, options, isWaiting: true);
    }

    public async Task<int> RevokeAsync(string id, bool terminate)
    {
        var job = Find(Store, id);
        var progress = await Dispatcher().FetchAsync(job, _program.Interruption.Token);
        var open = progress.Hosts.Where(host => !host.IsFinal).Select(host => host.Host).ToList();
        return _output.Revoked(open.Count == 0 ? new Revocation([], [], []) : await new FleetControl(_broker, _program.Variable, _program.Time).RevokeAsync(job, open, terminate, _program.Interruption.Token));
    }

    /// <summary>A job with what waits to be fetched; what is known already where the broker is away.</summary>
    public async Task<JobProgress> FetchAsync(FleetJob job)
    {
        try
        {
            return await Dispatcher().FetchAsync(job, _program.Interruption.Token);
        }
        catch (BackendException away)
        {
            _output.Warn(T($"{away.Message} Shown is what was heard before."));
            return Store.Progress(job);
        }
    }

    /// <summary>A live table where there is a terminal, else line by line; what came of it is printed in either case.</summary>
    private int ShowOrRun(JobProgress progress, Func<Action<HostState>, CancellationToken, Task<JobProgress>> run)
    {
        using var terminal = !_json && StandardLines.OutputIsTerminal ? UserInterface.OpenTerminal(_program, out _) : null;
        if (terminal is null)
        {
            return _output.End(run(_output.State, _program.Interruption.Token).GetAwaiter().GetResult());
        }

        JobProgress? end = null;
        WindowUi.Run(_program, terminal, async (ui, cancel) =>
        {
            end = await ui.ShowJobAsync(progress, Title(progress.Job), run, cancel);
            return ExitCodes.Done;
        });
        return _output.End(end!);
    }

    private static string Title(FleetJob job) => T($"Job {job.Id}: {job.Template.ShownTitle}");

    private FleetDispatcher Dispatcher() => Dispatcher(_output.State);

    /// <summary>Under a window nothing is written to the terminal: whoever looks at it sees that nothing moves.</summary>
    private FleetDispatcher Dispatcher(Action<HostState> listener)
        => new(_broker, Store, _program.Variable, listener, listener == _output.State ? _output.Warn : _ => { });
}
