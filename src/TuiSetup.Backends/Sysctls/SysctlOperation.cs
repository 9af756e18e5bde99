using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Sysctls;

/// <summary>Some kernel settings, set one after the other in the order of the step. Some reset others, so all are read back.</summary>
internal sealed class SysctlOperation(Sysctl sysctl) : IHostOperation
{
    public const string OperationName = "sysctl";

    public string Name => OperationName;

    /// <summary>What these settings are now.</summary>
    public static Value Read(Sysctl sysctl, IEnumerable<string> keys)
        => Value.Map(keys.Select(key => (key, sysctl.Read(key) is { } value ? Value.Of(value) : Value.Nothing)));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Read(sysctl, step.After.Entries.Select(entry => entry.Key)));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        foreach (var (key, value) in wanted.Entries.Where(entry => !entry.Value.IsNothing))
        {
            sysctl.Write(key, value.AsText!);
        }

        return Task.CompletedTask;
    }
}
