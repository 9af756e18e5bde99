using System.CommandLine;
using TuiSetup.Backends.Proofs;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Lines;
using TuiSetup.Plain;

namespace TuiSetup.Commands;

/// <summary>The option --proof, and what follows from it for a run that nobody watches.</summary>
internal static class Proving
{
    /// <summary>Taken when nothing is said.</summary>
    private const string Usual = "gateway";

    /// <param name="condition">When it counts.</param>
    public static Option<string[]> CreateOption(string? condition = null) => new("--proof")
    {
        Description = T($"{condition ?? T("With --yes")}: what proves that the machine can still be reached after a change that can cut it off: {Proof.Forms}. May be given again; all must succeed. Default: {Usual}."),
        HelpName = "PROOF",
        DefaultValueFactory = _ => [Usual],
    };

    /// <summary>Of a command without screens: a person at the terminal is asked, unless a proof was given.</summary>
    /// <inheritdoc cref="Questions(Composition, string[])"/>
    public static RunQuestions Questions(Composition program, ParseResult parsed, Option<string[]> proof, bool json)
        => json || parsed.GetResult(proof) is { Implicit: false } || !StandardLines.InputIsTerminal
            ? Questions(program, parsed.GetRequiredValue(proof))
            : Questions(program, cancel => AskPersonAsync(program, cancel));

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
            : Questions(program, cancel => CheckAllAsync(proofs, cancel));
    }

    private static RunQuestions Questions(Composition program, Func<CancellationToken, Task<Verdict>> ask)
        => new(null, new Confirmation(program.GuardWindow, ask)) { Watch = program.Watch, WatchesAll = program.WatchesAll };

    private static async Task<Verdict> AskPersonAsync(Composition program, CancellationToken cancel)
    {
        using var lines = new StandardLines(program.Streams.Error);
        return await new PlainUi(lines, program.Time).ConfirmAsync(program.GuardWindow, cancel);
    }

    private static async Task<Verdict> CheckAllAsync(List<Proof> proofs, CancellationToken cancel)
        => (await Task.WhenAll(proofs.Select(proof => proof.CheckAsync(cancel)))).FirstOrDefault(verdict => !verdict.IsKept) ?? Verdict.Keep;
}
