using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Relay;

/// <summary>Whether the bridge of a relay sends frames out of its port where they came in; off where there is no such port.</summary>
internal sealed class HairpinOperation : IHostOperation
{
    public const string OperationName = "hairpin";

    private const string Port = "port", Hairpin = "hairpin", On = "on", Off = "off";

    public string Name => OperationName;

    public static Value Arguments(string port) => Value.Map((Port, Value.Of(port)));

    public static Value Of(bool isOpen) => Value.Map((Hairpin, Value.Of(isOpen ? On : Off)));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Of(RelayBridge.IsOpen(step.Arguments[Port].AsText!)));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        RelayBridge.Open(step.Arguments[Port].AsText!, wanted[Hairpin].AsText == On);
        return Task.CompletedTask;
    }
}
