using System.CommandLine;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;

namespace TuiSetup.Commands;

/// <summary>tuisetup undo: brings back what was before a run.</summary>
internal static class UndoCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var id = new Argument<string?>("RUN") { Description = T("A run of 'tuisetup history'. Default: the last one that is done."), Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = T("Tell the progress as JSON lines on standard output.") };
        var proof = Proving.CreateOption(T("Without a terminal"));
        var command = new Command("undo", T("""
            Brings everything that a run changed back to what it was before. What someone else changed since is left alone: then nothing is done.
            Where that can cut you off, it asks whether you can still work; without an answer in time, the run's changes come again.

            Examples:
              tuisetup undo
              tuisetup undo 20260102-030405-ovs-mirror-1f2e
              tuisetup undo --proof host:192.0.2.1
            """))
        {
            id, json, proof,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var output = new RunOutput(program, parsed.GetValue(json));
            var questions = Proving.Questions(program, parsed, proof, parsed.GetValue(json));
            if (Find(program.Runs, parsed.GetValue(id)) is not { } run)
            {
                program.Streams.Error.WriteLine(T("There is no run to undo."));
                return ExitCodes.Done;
            }

            return output.ExitCode(await program.Engine.UndoAsync(run, output.On, questions, program.Interruption.Token));
        });
        return command;
    }

    /// <summary>The run to undo; null when none was named and there is none.</summary>
    private static RunRecord? Find(RunStore runs, string? id)
    {
        if (id is null)
        {
            return runs.List().FirstOrDefault(run => CanUndo(run.Status) && !run.Plan.IsRestoration);
        }

        var run = runs.Find(id) ?? throw ShowCommand.Unknown(id);
        if (run.Plan.IsRestoration)
        {
            throw new ProblemException([Problem.Error(null, T($"The run {id} only brought back what an earlier run had set."), T("Undo that one: see 'tuisetup history'."))]);
        }

        return CanUndo(run.Status) ? run : throw new ProblemException([Problem.Error(
            null,
            T($"The run {id} is {StateWords.Of(run.Status)}; there is nothing to undo."),
            run.Status == RunStatus.Interrupted ? T("Use 'tuisetup resume --undo'.") : T("See 'tuisetup history'."))]);
    }

    internal static bool CanUndo(RunStatus status) => status is RunStatus.Done or RunStatus.Left;
}
