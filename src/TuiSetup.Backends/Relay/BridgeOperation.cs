using TuiSetup.Backends.Host;
using TuiSetup.Backends.Netlink;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>The bridge of a relay on layer 2: its ports, and that it learns nothing from them.</summary>
internal sealed class BridgeOperation : IHostOperation
{
    public const string OperationName = "bridge";

    /// <summary>Keys of the arguments: the interface, and whether it was up before.</summary>
    private const string Port = "port", WasUp = "up";

    public string Name => OperationName;

    public static Value Arguments(string port) => Value.Map((Port, Value.Of(port)), (WasUp, Value.Of(Bridges.Find(port)?.IsUp ?? false)));

    public static Value Of(string port) => Of([(port, false)]);

    /// <summary>Nothing when there is no such bridge.</summary>
    public static Value Read()
        => Bridges.Find(RelayBridge.Name) is { } bridge
            ? Of(Bridges.Interfaces().Where(link => link.Master == bridge.Index).Select(link => (link.Name, link.IsLearning)))
            : Value.Nothing;

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Read());

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var port = step.Arguments[Port].AsText!;
        if (wanted.IsNothing)
        {
            RelayBridge.Remove(port, step.Arguments[WasUp].AsTruth ?? true);
        }
        else
        {
            RelayBridge.Make(port);
        }

        return Task.CompletedTask;
    }

    private static Value Of(IEnumerable<(string Name, bool IsLearning)> ports)
    {
        var list = ports.ToList();
        return Value.Map(("ports", Value.List(list.Select(port => port.Name))), ("learning", Value.Of(list.Exists(port => port.IsLearning) ? "on" : "off")));
    }
}
