namespace TuiSetup.Backends.DBus;

/// <summary>Waits for what becomes of the owner of a name.</summary>
internal static class NameOwners
{
    /// <summary>Signals of a name's owner going and coming.</summary>
    public static Task<ISignals> ListenAsync(IBus bus, string name, CancellationToken cancel) => bus.ListenAsync(Rule(name), cancel);

    /// <summary>What matches those signals.</summary>
    public static MatchRule Rule(string name) => MatchRule.Signal(BusNames.Bus, BusNames.BusPath, BusNames.Bus, "NameOwnerChanged") with { Arg0 = name };

    /// <summary>Waits until a service that was started, or is started again, has its name. False: it had none in time.</summary>
    public static async Task<bool> WaitAsync(IBus bus, string name, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            await using var changes = await ListenAsync(bus, name, both.Token);
            if (await bus.OwnerAsync(name, both.Token) is not null)
            {
                return true;
            }

            await foreach (var change in changes.WithCancellation(both.Token))
            {
                if (change[2].AsText is { Length: > 0 })
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
        }

        return false;
    }
}
