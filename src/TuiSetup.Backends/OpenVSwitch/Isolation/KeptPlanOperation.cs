using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>
/// A plan that is kept in a file to be applied again. Steps know it by its digest; the plan itself, and the one that it
/// takes the place of, are among their arguments.
/// </summary>
internal sealed class KeptPlanOperation : IHostOperation
{
    public const string OperationName = "kept-plan";

    private const string Digest = "sha256", Wanted = "plan", Former = "was";

    // The state folder is where it is, whatever stands for the root of the host's own files.
    private static readonly RootFiles Files = new("");

    public string Name => OperationName;

    /// <param name="backend">The backend that applies the step.</param>
    /// <param name="path">The file.</param>
    /// <param name="plan">The plan; null: there shall be none.</param>
    public static Step MakeStep(string backend, string path, Plan? plan)
    {
        var (was, wanted) = (Read(path), plan is null ? "" : PlanFile.ToText(plan));
        return HostStep.Make(backend, OperationName, path, plan is null ? T("no plan is kept") : T("the plan that brings the flows back"), DigestOf(was), DigestOf(wanted)) with
        {
            Arguments = Value.Map((Wanted, Value.Of(wanted)), (Former, Value.Of(was))),
        };
    }

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(DigestOf(Read(step.Target)));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var text = step.Arguments[wanted == step.After ? Wanted : Former].AsText ?? "";
        FileOperation.Write(Files, step.Target, text.Length == 0 ? Value.Nothing : Value.List(text.Split('\n')));
        return Task.CompletedTask;
    }

    private static string Read(string path) => string.Join('\n', Files.Lines(path));

    private static Value DigestOf(string text)
        => text.Length == 0 ? Value.Nothing : Value.Map((Digest, Value.Of(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))))));
}
