using System.Net;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.Netlink.Native;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Netlink;

/// <summary>For which of the step's addresses an interface answers neighbour discovery; entries of others stay as they are.</summary>
internal sealed class ProxyNeighbourOperation(INeighbours neighbours) : IHostOperation
{
    public const string OperationName = "proxy-neighbours";

    /// <summary>Keys of the arguments: the interface, and all addresses that the step is about.</summary>
    private const string Interface = "interface", Addresses = "addresses";

    /// <summary>Key of the value.</summary>
    private const string Proxied = "proxy";

    public string Name => OperationName;

    /// <param name="name">The interface.</param>
    /// <param name="addresses">All addresses that the step is about, before and after.</param>
    public static Value Arguments(string name, IEnumerable<IPAddress> addresses)
        => Value.Map((Interface, Value.Of(name)), (Addresses, List(addresses)));

    public static Value Of(IEnumerable<IPAddress> addresses) => Value.Map((Proxied, List(addresses)));

    /// <summary>Those of the addresses that are answered for, in their order.</summary>
    public static Value Read(INeighbours neighbours, string name, IEnumerable<IPAddress> addresses)
    {
        var present = InterfaceIndex.Of(name) is { } index ? neighbours.Proxies(index).ToHashSet() : [];
        return Of(addresses.Where(present.Contains));
    }

    public Task<Value> ReadAsync(Step step, CancellationToken cancel)
        => Task.FromResult(Read(neighbours, step.Arguments[Interface].AsText!, step.Arguments[Addresses].Texts.Select(IPAddress.Parse)));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var name = step.Arguments[Interface].AsText!;
        if (InterfaceIndex.Of(name) is not { } index)
        {
            throw new BackendException(BackendFailure.Failed, T($"The interface {name} has gone."));
        }

        var (present, list) = (neighbours.Proxies(index).ToHashSet(), wanted[Proxied].Texts.Select(IPAddress.Parse).ToHashSet());
        foreach (var address in step.Arguments[Addresses].Texts.Select(IPAddress.Parse))
        {
            if (list.Contains(address) && !present.Contains(address))
            {
                neighbours.AddProxy(index, address);
            }
            else if (!list.Contains(address) && present.Contains(address))
            {
                neighbours.RemoveProxy(index, address);
            }
        }

        return Task.CompletedTask;
    }

    private static Value List(IEnumerable<IPAddress> addresses) => Value.List(addresses.Select(address => address.ToString()));
}
