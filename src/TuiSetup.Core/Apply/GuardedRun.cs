using TuiSetup.Core.Problems;

namespace TuiSetup.Core.Apply;

/// <summary>A run under a guard, and its end: count down, ask, and keep or roll back.</summary>
internal sealed class GuardedRun(IGuard guard, Confirmation confirmation, TimeProvider time, RunState state) : IAsyncDisposable
{
    /// <summary>
    /// Begins to guard what a plan changes: by its backend where that can, else by a watch where one was asked for or is
    /// needed. False: there should be a guard and there is none.
    /// </summary>
    public static async Task<(bool IsGuarded, GuardedRun? Guard)> BeginAsync(
        string run, IBackend backend, RunQuestions questions, TimeProvider time, RunState state, CancellationToken cancel)
    {
        try
        {
            var guard = backend switch
            {
                IGuardedBackend guarded => await guarded.GuardAsync(state.Plan, cancel),
                _ when questions.Watch is { } watch && (questions.WatchesAll || backend is IWatchedBackend watched && watched.CanCutOff(state.Plan))
                    => await watch(run, cancel),
                _ => null,
            };
            return (true, guard is null ? null : new GuardedRun(guard, questions.Confirmation, time, state));
        }
        catch (BackendException failed)
        {
            state.Unreachable |= failed.Failure == BackendFailure.Unreachable;
            state.Trouble(null, T($"{failed.Message} Nothing was changed."));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }

        return (false, null);
    }

    /// <summary>Null: kept. Else how the run has to end.</summary>
    public async Task<Outcome?> ConfirmAsync(CancellationToken cancel)
    {
        var verdict = guard.CanCutOff ? await AskAsync(cancel) : Verdict.Keep;
        if (!verdict.IsKept)
        {
            await RollBackAsync();
            if (verdict.Reason.Length == 0)
            {
                return Outcome.Cancelled;
            }

            state.Trouble(null, verdict.Reason);
            return Outcome.Undone;
        }

        try
        {
            await guard.KeepAsync(CancellationToken.None);
            return null;
        }
        catch (BackendException gone)
        {
            state.Trouble(null, gone.Message);
            return Outcome.Undone;
        }
    }

    /// <summary>Nothing was changed, so there is nothing to take back.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await guard.KeepAsync(CancellationToken.None);
        }
        catch (BackendException)
        {
            // It is gone by itself, which is as good.
        }
    }

    /// <summary>A step failed, or the user stopped: what the guard can take back, it takes back first.</summary>
    public async Task RollBackAsync()
    {
        try
        {
            await guard.RollBackAsync(CancellationToken.None);
        }
        catch (BackendException failed)
        {
            // What it did not take back is undone step by step after this.
            state.Trouble(null, failed.Message);
        }
    }

    /// <summary>The report is not to come before the target is at work again as it was.</summary>
    public async Task WaitUntilBackAsync()
    {
        try
        {
            await guard.WaitUntilBackAsync(CancellationToken.None);
        }
        catch (BackendException failed)
        {
            state.Trouble(null, failed.Message);
        }
    }

    public ValueTask DisposeAsync() => guard.DisposeAsync();

    private async Task<Verdict> AskAsync(CancellationToken cancel)
    {
        var window = confirmation.Window;
        try
        {
            await guard.CountDownAsync(window, cancel);
            state.Ask(window);
            using var late = new CancellationTokenSource(window, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
            try
            {
                return await confirmation.AskAsync(both.Token);
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested)
            {
                return new Verdict(false, T($"Nobody said within {window.TotalSeconds:0} seconds that the changes can stay, so they were taken back."));
            }
        }
        catch (OperationCanceledException)
        {
            return Verdict.RollBack;
        }
        catch (BackendException failed)
        {
            return new Verdict(false, failed.Message);
        }
    }
}
