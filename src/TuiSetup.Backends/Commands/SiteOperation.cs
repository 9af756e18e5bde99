using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Json;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Commands;

/// <summary>An object that a program of the site reads and changes.</summary>
internal sealed class SiteOperation(IReadOnlyList<string> folders) : IHostOperation
{
    public const string OperationName = "command";

    /// <summary>Keys of a step's arguments: the program, and what it wants to know again.</summary>
    public const string ProgramKey = "command", OwnKey = "arguments";

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel)
        => (await ProgramOf(step).AskAsync("read", Request(step), progress: null, cancel)).ReadValue();

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var request = Request(step);
        request["before"] = ValueJson.Write(step.Before);
        request["after"] = ValueJson.Write(step.After);
        await ProgramOf(step).AskAsync(wanted == step.After ? "apply" : "undo", request, progress, cancel);
    }

    private static JObject Request(Step step) => new() { ["target"] = step.Target, ["arguments"] = ValueJson.Write(step.Arguments[OwnKey]) };

    private SiteProgram ProgramOf(Step step) => new(step.Arguments[ProgramKey].AsText ?? "", folders);
}
