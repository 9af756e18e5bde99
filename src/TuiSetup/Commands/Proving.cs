using System.CommandLine;
using TuiSetup.Backends.Proofs;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;

namespace TuiSetup.Commands;

/// <summary>The option --proof, and what follows from it for a run that nobody watches.</summary>
internal static class Proving
{
    /// <summary>Taken when nothing is said.</summary>
    private const string Usual = "gateway";

    public static Option<string[]> CreateOption() => new("--proof")
    {
        Description = $"With --yes: what proves that the machine can still be reached after a change that can cut it off: {Proof.Forms}. May be given again; all must succeed. Default: {Usual}.",
        HelpName = "PROOF",
        DefaultValueFactory = _ => [Usual],
    };

    /// <exception cref="ProblemException">One of them is none.</exception>
    public static RunQuestions Questions(Composition program, string[] texts)
    {
        var proofs = new List<Proof>();
        var problems = new List<Problem>();
        foreach (var text in texts)
        {
            if (Proof.Parse(text, program.Context, out var reason) is { } proof)
            {
                proofs.Add(proof);
            }
            else
            {
                problems.Add(Problem.Error("--proof", reason));
            }
        }

        return problems.Count > 0
            ? throw new ProblemException(problems)
            : new RunQuestions(null, new Confirmation(program.GuardWindow, cancel => CheckAllAsync(proofs, cancel))) { Watch = program.Watch, WatchesAll = program.WatchesAll };
    }

    private static async Task<Verdict> CheckAllAsync(List<Proof> proofs, CancellationToken cancel)
        => (await Task.WhenAll(proofs.Select(proof => proof.CheckAsync(cancel)))).FirstOrDefault(verdict => !verdict.IsKept) ?? Verdict.Keep;
}
