using System.Threading.Channels;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Netlink.Native;
using TuiSetup.Backends.Nftables;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// Keeps a relay open while its policy is there, and closed while it is not: at boot, when its interface comes late or
/// comes again, when something else empties the packet filter.
/// </summary>
public sealed class RelayKeeper
{
    /// <summary>What comes together is looked at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _interface;
    private readonly BackendContext _context;
    private readonly Action<string> _log;
    private readonly IRelayGate _gate;
    private readonly NftClient _nft = new();
    private bool? _isOpen;

    /// <param name="name">The relay's interface.</param>
    /// <param name="isBridged">Whether it is a relay on layer 2.</param>
    /// <param name="context">How to find the host's files, and time.</param>
    /// <param name="log">Is told what became of the relay, a sentence at a time.</param>
    public RelayKeeper(string name, bool isBridged, BackendContext context, Action<string> log)
    {
        (_interface, _context, _log) = (name, context, log);
        _gate = isBridged ? new BridgedGate(name) : new RoutedGate(name, new RootFiles(context.Root));
    }

    /// <summary>Works until it is cancelled, and then closes the relay.</summary>
    /// <exception cref="BackendException">The kernel does not tell of changes, so nothing was opened.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        NetlinkListener.Start(NetlinkListener.Route, () => changes.Writer.TryWrite(true));
        NetlinkListener.Start(NetlinkListener.Netfilter, () => changes.Writer.TryWrite(false));
        try
        {
            for (var ofInterfaces = true; ; ofInterfaces = await NextAsync(changes.Reader, cancel))
            {
                Look(ofInterfaces);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        finally
        {
            Close("It was stopped.");
        }
    }

    /// <summary>Whether any of the changes that came together was one of interfaces.</summary>
    private async Task<bool> NextAsync(ChannelReader<bool> changes, CancellationToken cancel)
    {
        var ofInterfaces = await changes.ReadAsync(cancel);
        if (ofInterfaces)
        {
            await Task.Delay(Pause, _context.Time, cancel);
        }

        while (changes.TryRead(out var more))
        {
            ofInterfaces |= more;
        }

        return ofInterfaces;
    }

    private void Look(bool ofInterfaces)
    {
        try
        {
            if (!_gate.HasPolicy(_nft.Read()))
            {
                Close("Its policy is not in the packet filter.");
            }
            else if ((_isOpen != true || ofInterfaces) && _gate.TryOpen())
            {
                Tell(isOpen: true, "");
            }
        }
        catch (BackendException failed)
        {
            // An interface can go at any moment; when it comes again, so does its news.
            _isOpen = null;
            _log(failed.Message);
        }
    }

    private void Close(string why)
    {
        _gate.Close();
        Tell(isOpen: false, why);
    }

    private void Tell(bool isOpen, string why)
    {
        if (_isOpen != isOpen)
        {
            _log($"The relay on {_interface} is {(isOpen ? "open" : "closed")}. {why}".TrimEnd());
        }

        _isOpen = isOpen;
    }
}
