namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>
/// The windows of a session. Questions that were answered stay below the next one; notes (messages, texts, gauges) go
/// when the next box comes; what was left by Cancel, Esc or Back is closed, and Back takes the question before with it.
/// </summary>
internal sealed class WindowStack(NewtScreen screen) : IDisposable
{
    /// <summary>Room for a gauge, the box itself, and what it says about a wrong answer or as help.</summary>
    private const int MaxKept = NewtScreen.MaxWindows - 4;

    private readonly List<StackedBox> _boxes = [];
    private readonly LeftAnswers _left = new();
    private readonly SemaphoreSlim _turn = new(1);
    private IdleTimer? _idle;
    private bool _wentBack;

    /// <summary>Told before a box opens, and after one ended.</summary>
    public Action<BoxState>? Changed { get; set; }

    private BoxState State => _boxes.Exists(box => box is { IsRunning: true, Request.Kind: not BoxKind.Gauge }) ? BoxState.Box
        : _boxes.Exists(box => box.IsRunning) ? BoxState.Gauge : BoxState.None;

    /// <summary>Something was typed.</summary>
    public void Typed() => _idle?.Restart();

    /// <summary>Shows a box and waits for its end. Boxes take turns; a gauge, which asks nothing, lets others come above it.</summary>
    public async Task<WhiptailResult> AskAsync(SessionCall call, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        var isMine = true;
        var box = Open(call);
        try
        {
            if (call.Request.Kind == BoxKind.Gauge)
            {
                isMine = false;
                _turn.Release();
            }

            var result = await RunAsync(box, cancel);
            box.End = result.End;
            Settle(box);
            return result;
        }
        catch (OperationCanceledException)
        {
            box.End = BoxEnd.Escape;
            Close(box);
            throw;
        }
        finally
        {
            box.IsRunning = false;
            CloseEnded();
            Changed?.Invoke(State);
            if (isMine)
            {
                _turn.Release();
            }
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<WhiptailResult> RunAsync(StackedBox box, CancellationToken cancel)
    {
        using var idle = box.Request.EndsInTime ? new IdleTimer(box.Request.Options.Timeout!.Value, screen.Time) : null;
        _idle = idle ?? _idle;
        try
        {
            return await BoxRunner.AskAsync(screen, box.Box, box.Window, idle, cancel);
        }
        finally
        {
            _idle = _idle == idle ? null : _idle;
        }
    }

    /// <summary>Opens the box, in place of its own earlier window if that is still there.</summary>
    private StackedBox Open(SessionCall call)
    {
        while (_boxes is [.., { IsRunning: false, IsNote: true } note])
        {
            Close(note);
        }

        var request = _left.Resume(call.Key, call.Request);
        var before = _boxes.FindLastIndex(box => box.Key == call.Key && !box.IsRunning);
        if (before >= 0 && !_boxes.Skip(before).Any(box => box.IsRunning))
        {
            request = _wentBack ? LeftAnswers.Merge(call.Request, _boxes[before].Resumed) : request;
            while (_boxes.Count > before)
            {
                Close(_boxes[^1]);
            }
        }

        MakeRoom();
        Changed?.Invoke(request.Kind == BoxKind.Gauge ? BoxState.Gauge : BoxState.Box);
        screen.Theme = call.Theme;
        screen.DrawRootText(0, 0, request.Options.BackTitle ?? "");
        var opened = StackedBox.Open(screen, request, call.Key, _boxes.Count);
        _boxes.Add(opened);
        return opened;
    }

    private void Settle(StackedBox box)
    {
        switch (box.End)
        {
            case BoxEnd.Back:
                GoBack(box);
                break;
            case BoxEnd.Cancel when box.Request.Kind != BoxKind.YesNo:
            case BoxEnd.Escape:
                _wentBack = true;
                Close(box);
                break;
            case BoxEnd.TimedOut:
                Close(box);
                break;
            default:
                _wentBack = box.IsNote && _wentBack;
                CloseIfWished(box);
                break;
        }
    }

    /// <summary>Both questions come again, and begin with what stands in them now.</summary>
    private void GoBack(StackedBox box)
    {
        _wentBack = true;
        _left.Keep(box);
        Close(box);
        if (_boxes is [.., { IsRunning: false } before])
        {
            _left.Keep(before);
            Close(before);
        }
    }

    /// <summary>What is above a gauge that goes on, or that ended meanwhile, cannot stay there.</summary>
    private void CloseIfWished(StackedBox box)
    {
        if (box.Request.Options.Clear || (box.IsNote && _boxes[^1] != box) || _boxes.Exists(other => other != box && (other.IsRunning || other.IsClosed)))
        {
            Close(box);
        }
    }

    /// <summary>Windows close in the reverse order of their opening: one that is not on top waits for those above it.</summary>
    private void Close(StackedBox box)
    {
        box.IsClosed = true;
        CloseEnded();
    }

    private void CloseEnded()
    {
        while (_boxes is [.., { IsClosed: true } top])
        {
            top.Window.Dispose();
            _boxes.RemoveAt(_boxes.Count - 1);
        }
    }

    /// <summary>The oldest window goes. The stack ends in order, so those above it are opened again.</summary>
    private void MakeRoom()
    {
        if (_boxes.Count < MaxKept || _boxes.Exists(box => box.IsRunning))
        {
            return;
        }

        var kept = _boxes.Skip(1).ToList();
        while (_boxes.Count > 0)
        {
            Close(_boxes[^1]);
        }

        foreach (var box in kept)
        {
            _boxes.Add(StackedBox.Open(screen, box.Resumed, box.Key, _boxes.Count, box.End));
        }
    }
}
