using System.Net;
using System.Threading.Channels;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Netlink.Native;
using TuiSetup.Backends.Nftables;
using TuiSetup.Backends.Sysctls;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// Keeps a relay open while its policy is there, and closed while it is not: at boot, when its interface comes late or
/// comes again, when something else empties the packet filter. What it opens is in the files that the wizard wrote.
/// </summary>
public sealed class RelayKeeper
{
    /// <summary>What comes together is looked at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _interface;
    private readonly BackendContext _context;
    private readonly Action<string> _log;
    private readonly RootFiles _files;
    private readonly Sysctl _sysctl;
    private readonly NftClient _nft = new();
    private readonly Neighbours _neighbours = new();
    private bool? _isOpen;

    /// <param name="name">The relay's interface.</param>
    /// <param name="context">How to find the host's files, and time.</param>
    /// <param name="log">Is told what became of the relay, a sentence at a time.</param>
    public RelayKeeper(string name, BackendContext context, Action<string> log)
    {
        (_interface, _context, _log) = (name, context, log);
        _files = new RootFiles(context.Root);
        _sysctl = new Sysctl(_files);
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
            if (!HasPolicy())
            {
                Close("Its policy is not in the packet filter.");
            }
            else if (_isOpen != true || ofInterfaces)
            {
                Open();
            }
        }
        catch (BackendException failed)
        {
            // An interface can go at any moment; when it comes again, so does its news.
            _isOpen = null;
            _log(failed.Message);
        }
    }

    private bool HasPolicy()
        => _nft.Read() is var ruleset && ruleset.Find("arp", RelayPolicy.TableName) is not null && CurrentRelay.From(ruleset.Find("inet", RelayPolicy.TableName))?.Interface == _interface;

    private void Open()
    {
        if (InterfaceIndex.Of(_interface) is not { } index)
        {
            return;
        }

        var settings = Settings(RelayUnits.OpenFile).ToList();
        var ipv6 = Value.Map(settings.Where(setting => Ipv6ForwardingOperation.IsOne(setting.Key)).Select(setting => (setting.Key, Value.Of(setting.Value))));
        new Ipv6ForwardingOperation(_sysctl).Write(ipv6);
        foreach (var (key, value) in settings.Where(setting => !Ipv6ForwardingOperation.IsOne(setting.Key) && _sysctl.Read(setting.Key) != setting.Value))
        {
            _sysctl.Write(key, value);
        }

        var present = _neighbours.Proxies(index).ToHashSet();
        foreach (var address in _files.Lines(RelayUnits.NeighboursFile).Select(IPAddress.Parse).Where(address => !present.Contains(address)))
        {
            _neighbours.AddProxy(index, address);
        }

        Tell(isOpen: true, "");
    }

    private void Close(string why)
    {
        foreach (var (key, value) in Settings(RelayUnits.CloseFile).Where(setting => _sysctl.Read(setting.Key) is { } now && now != setting.Value))
        {
            _sysctl.Write(key, value);
        }

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

    private IEnumerable<(string Key, string Value)> Settings(string file)
        => _files.Lines(file).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0].Trim(), parts[1].Trim()));
}
