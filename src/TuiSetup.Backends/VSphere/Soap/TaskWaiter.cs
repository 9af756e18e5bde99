using System.Collections.Concurrent;
using System.Globalization;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// Waits for any number of the server's tasks with one list, one filter and one call at a time
/// (ListView, WaitForUpdatesEx). The first end that is told of a task is its end: servers have been seen to tell
/// older news after it.
/// </summary>
/// <param name="client">The session.</param>
/// <param name="looksFirst">Whether a task is looked at once before it is put on the list: many are over by then.</param>
internal sealed class TaskWaiter(VimClient client, bool looksFirst = true) : IDisposable
{
    /// <summary>Well below the time after which proxies cut a connection.</summary>
    private const int MaxWaitSeconds = 20, MaxObjectUpdates = 200;

    private readonly ConcurrentDictionary<string, Waiting> _waiting = [];
    private readonly SemaphoreSlim _setUp = new(1, 1);
    private readonly Lock _lock = new();
    private Place? _place;
    private bool _isRunning;

    /// <summary>Starts a task and waits until it has ended.</summary>
    /// <param name="call">A call that returns a task.</param>
    /// <param name="progress">Is told the percentage when the server has one.</param>
    /// <param name="cancel">Stops waiting; the task itself goes on.</param>
    /// <returns>The task's result; null when it has none.</returns>
    /// <exception cref="VimFault">The call or the task failed.</exception>
    public async Task<Element?> RunAsync(SoapCall call, IProgress<string>? progress, CancellationToken cancel)
    {
        var task = (await client.CallAsync(call, cancel).ConfigureAwait(false))[0].ToRef();
        var waiting = new Waiting(task, progress);
        if (looksFirst && await LookAsync(waiting, cancel).ConfigureAwait(false))
        {
            return await waiting.Ended.Task.ConfigureAwait(false);
        }

        _waiting[task.Value] = waiting;
        try
        {
            await WatchAsync([task], cancel).ConfigureAwait(false);
            StartLoop();
            return await waiting.Ended.Task.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _waiting.TryRemove(task.Value, out _);
        }
    }

    public void Dispose() => _setUp.Dispose();

    /// <summary>True when it has ended.</summary>
    private async Task<bool> LookAsync(Waiting waiting, CancellationToken cancel)
    {
        if (await new PropertyReader(client).ReadOneAsync(waiting.Task, cancel, Waiting.Paths).ConfigureAwait(false) is { } found)
        {
            waiting.Take(found.Properties.Select(property => (property.Key, (Element?)property.Value)));
        }

        return waiting.Ended.Task.IsCompleted;
    }

    private void StartLoop()
    {
        lock (_lock)
        {
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(LoopAsync);
            }
        }
    }

    private async Task LoopAsync()
    {
        try
        {
            while (!IsDone())
            {
                await WaitOnceAsync().ConfigureAwait(false);
            }
        }
        catch (Exception failed) when (failed is VimFault or BackendException or CertificateException)
        {
            lock (_lock)
            {
                _isRunning = false;
                foreach (var waiting in _waiting.Values)
                {
                    waiting.Ended.TrySetException(failed);
                }
            }
        }
    }

    /// <summary>Whoever comes after it was found out starts a new loop.</summary>
    private bool IsDone()
    {
        lock (_lock)
        {
            return !(_isRunning = !_waiting.IsEmpty);
        }
    }

    private async Task WaitOnceAsync()
    {
        var place = _place!;
        try
        {
            var call = new SoapCall("WaitForUpdatesEx", place.Collector, to =>
            {
                to.Text("version", place.Version);
                to.Group("options", options =>
                {
                    options.Number("maxWaitSeconds", MaxWaitSeconds);
                    options.Number("maxObjectUpdates", MaxObjectUpdates);
                });
            });
            var answer = await client.CallAsync(call, place.Left.Token).ConfigureAwait(false);
            if (place.Epoch != client.Epoch)
            {
                await WatchAsync([], CancellationToken.None).ConfigureAwait(false);
                return;
            }

            // No value at all is the end of the wait: nothing has happened.
            foreach (var set in answer)
            {
                place.Version = set["version"] ?? place.Version;
                foreach (var filter in set.All("filterSet"))
                {
                    Take(filter);
                }
            }
        }
        catch (OperationCanceledException) when (place.Left.IsCancellationRequested)
        {
            // The list was made again elsewhere while this one was waited on.
        }
        catch (VimFault stale) when (stale.Name == "InvalidCollectorVersion")
        {
            place.Version = "";
        }
        catch (VimFault gone) when (gone.Name == "ManagedObjectNotFound" && place.Epoch != client.Epoch)
        {
            await WatchAsync([], CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Take(Element filter)
    {
        foreach (var update in filter.All("objectSet"))
        {
            if (update.Ref("obj") is { } task && _waiting.TryGetValue(task.Value, out var waiting) && update["kind"] != "leave")
            {
                waiting.Take(update.All("changeSet").Select(change => (change["name"] ?? "", change.Child("val"))));
                Forget(waiting);
            }
        }

        foreach (var missing in filter.All("missingSet"))
        {
            if (missing.Ref("obj") is { } task && _waiting.TryGetValue(task.Value, out var waiting))
            {
                waiting.Vanish();
                Forget(waiting);
            }
        }
    }

    /// <summary>So that nothing is waited for when the last one has ended.</summary>
    private void Forget(Waiting waiting)
    {
        if (waiting.Ended.Task.IsCompleted)
        {
            _waiting.TryRemove(waiting.Task.Value, out _);
        }
    }

    /// <summary>Puts tasks on the list. After a new login there is none of it any more, and it is made again for all.</summary>
    private async Task WatchAsync(IReadOnlyList<MoRef> tasks, CancellationToken cancel)
    {
        await _setUp.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            while (true)
            {
                var epoch = client.Epoch;
                try
                {
                    await ListAsync(tasks, cancel).ConfigureAwait(false);
                    return;
                }
                catch (VimFault gone) when (gone.Name == "ManagedObjectNotFound" && epoch != client.Epoch)
                {
                    // The session ran out between two calls, and the list with it.
                }
            }
        }
        finally
        {
            _setUp.Release();
        }
    }

    private async Task ListAsync(IReadOnlyList<MoRef> tasks, CancellationToken cancel)
    {
        if (_place is null || _place.Epoch != client.Epoch)
        {
            var left = _place;
            _place = await SetUpAsync(cancel).ConfigureAwait(false);
            left?.Left.Cancel();
            tasks = [.. _waiting.Values.Select(waiting => waiting.Task)];
        }

        if (tasks.Count == 0)
        {
            return;
        }

        var call = new SoapCall("ModifyListView", _place.List, to =>
        {
            foreach (var task in tasks)
            {
                to.Ref("add", task);
            }
        });
        foreach (var unknown in await client.CallAsync(call, cancel).ConfigureAwait(false))
        {
            if (_waiting.TryGetValue(unknown.Text, out var waiting))
            {
                waiting.Vanish();
            }
        }
    }

    private async Task<Place> SetUpAsync(CancellationToken cancel)
    {
        var epoch = client.Epoch;
        var list = (await client.CallAsync(new SoapCall("CreateListView", client.Content.ViewManager), cancel).ConfigureAwait(false))[0].ToRef();
        var collector = (await client.CallAsync(new SoapCall("CreatePropertyCollector", client.Content.PropertyCollector), cancel).ConfigureAwait(false))[0].ToRef();
        var spec = new PropertySpec("Task", Waiting.Paths);
        var filter = new SoapCall("CreateFilter", collector, to =>
        {
            PropertyReader.WriteFilter(to, "spec", [spec], () => PropertyReader.WriteView(to, list));
            to.Truth("partialUpdates", true);
        });
        await client.CallAsync(filter, cancel).ConfigureAwait(false);
        return new Place(list, collector, epoch);
    }

    /// <summary>What the server keeps for us in one session.</summary>
    private sealed record Place(MoRef List, MoRef Collector, int Epoch)
    {
        public string Version { get; set; } = "";

        /// <summary>Cancelled when there is another place to wait at.</summary>
        public CancellationTokenSource Left { get; } = new();
    }

    /// <summary>One task and what is known of it.</summary>
    private sealed class Waiting(MoRef task, IProgress<string>? progress)
    {
        public static readonly string[] Paths = ["info.state", "info.progress", "info.error", "info.result"];

        private Element? _error, _result;
        private int _percent;

        public MoRef Task { get; } = task;

        public TaskCompletionSource<Element?> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Take(IEnumerable<(string Name, Element? Value)> changes)
        {
            var state = "";
            foreach (var (name, value) in changes)
            {
                switch (name)
                {
                    case "info.state":
                        state = value?.Text ?? "";
                        break;
                    case "info.error":
                        _error = value;
                        break;
                    case "info.result":
                        _result = value;
                        break;
                    case "info.progress" when int.TryParse(value?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and < 100 && percent != _percent:
                        _percent = percent;
                        progress?.Report($"{percent} %");
                        break;
                }
            }

            switch (state)
            {
                case "success":
                    Ended.TrySetResult(_result);
                    break;
                case "error":
                    Ended.TrySetException(_error is null ? new VimFault("MethodFault", T("the task failed without saying why")) : VimFault.From(_error));
                    break;
            }
        }

        /// <summary>The server has forgotten it, as it does a while after a task's end; how it ended is seen on its object.</summary>
        public void Vanish() => Ended.TrySetResult(null);
    }
}
