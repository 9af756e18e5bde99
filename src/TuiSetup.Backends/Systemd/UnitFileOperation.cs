using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>
/// A unit of our own: its file, whether it is started at boot, and whether it runs. It comes as one and goes as one,
/// because systemd tells of a unit whose file has gone as of one that never was.
/// </summary>
internal sealed class UnitFileOperation(RootFiles files, SystemdUnits units, UnitOperation states) : IHostOperation
{
    public const string OperationName = "unit-file";

    private const string Lines = "lines", Folder = "/etc/systemd/system/";

    public string Name => OperationName;

    /// <summary>A unit that is started at boot, and runs.</summary>
    public static Value Running(IEnumerable<string> lines) => Of(lines, "active");

    /// <summary>A unit that is started at boot or with another one, and is active or not.</summary>
    public static Value Of(IEnumerable<string> lines, string activeState)
        => Value.Map((Lines, Value.List(lines)), (UnitOperation.FileState, Value.Of("enabled")), (UnitOperation.ActiveState, Value.Of(activeState)));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => ReadAsync(step.Target, cancel);

    public async Task<Value> ReadAsync(string unit, CancellationToken cancel)
        => FileOperation.Read(files, Folder + unit) is { IsNothing: false } lines
            ? Value.Map((await states.ReadAsync(unit, cancel)).Entries.Prepend((Lines, lines)))
            : Value.Nothing;

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        if (wanted.IsNothing)
        {
            await states.WriteAsync(step, UnitOperation.Of("disabled", "inactive"), progress, cancel);
            FileOperation.Write(files, Folder + step.Target, wanted);
            await units.ReloadAsync(cancel);
            return;
        }

        FileOperation.Write(files, Folder + step.Target, wanted[Lines]);
        await units.ReloadAsync(cancel);
        await states.WriteAsync(step, wanted, progress, cancel);
    }
}
