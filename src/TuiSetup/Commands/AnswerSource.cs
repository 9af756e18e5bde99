using System.Collections.Immutable;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Commands;

/// <summary>What <c>--answers</c> gives: a file, or standard input, with answers for one wizard or for several.</summary>
internal sealed class AnswerSource(Composition program, string path)
{
    /// <summary>Whether standard input is read, so that nobody can be asked there.</summary>
    public bool IsStandardInput => path == AnswerDocument.StandardInput;

    public string Name => AnswerDocument.NameOf(path);

    /// <summary>The answers for one wizard. <exception cref="ProblemException">There are none, or they have mistakes.</exception></summary>
    /// <param name="wizard">The wizard.</param>
    /// <param name="isPartial">Whether some may be missing.</param>
    public IReadOnlyList<AnswerSheet> For(WizardDefinition wizard, bool isPartial = false)
    {
        var problems = new List<Problem>();
        var parts = Load(problems);
        if (problems.Count > 0)
        {
            throw new ProblemException(problems);
        }

        // One part that names another wizard is for the reader to tell, with its place.
        List<AnswerPart> ours = parts is [var only] ? [only] : [.. parts.Where(part => part.Wizard == wizard.Name)];
        return ours switch
        {
            [var one] => Read(wizard, one, isPartial, out var found) ?? throw new ProblemException(found),
            [] => throw new ProblemException([Problem.Error(null, T($"{Name} has no answers for '{wizard.Name}', but for {string.Join(", ", parts.Select(part => part.Wizard))}."), T("Give the other wizard, or other answers."))]),
            _ => throw new ProblemException([Problem.Error(null, T($"{Name} has answers for {ours.Count} runs of '{wizard.Name}'."), T("Run them all with 'tuisetup run --answers', without the name of a wizard."))]),
        };
    }

    /// <summary>All of it, in order. <exception cref="ProblemException">Any of it has mistakes: all of them.</exception></summary>
    public IReadOnlyList<(WizardDefinition Wizard, IReadOnlyList<AnswerSheet> Batch)> All()
    {
        var (runs, problems) = (new List<(WizardDefinition, IReadOnlyList<AnswerSheet>)>(), new List<Problem>());
        foreach (var part in Load(problems))
        {
            try
            {
                var wizard = program.Wizards.Load(part.Wizard.Length > 0 ? part.Wizard : throw new ProblemException([Problem.Error(null, T($"{Name} does not say which wizard its answers are for."), T("Add \"wizard\"."))]));
                if (Read(wizard, part, isPartial: false, out var found) is { } batch)
                {
                    runs.Add((wizard, batch));
                }

                problems.AddRange(found);
            }
            catch (ProblemException unknown)
            {
                problems.AddRange(unknown.Problems);
            }
        }

        return problems.Count == 0 ? runs : throw new ProblemException(problems);
    }

    private ImmutableArray<AnswerPart> Load(List<Problem> problems) => AnswerDocument.Load(path, program.Streams.Input, problems).Parts;

    private static ImmutableArray<AnswerSheet>? Read(WizardDefinition wizard, AnswerPart part, bool isPartial, out IReadOnlyList<Problem> problems)
        => new AnswerFileReader(wizard, new AnswerSources()) { IsPartial = isPartial }.Read(part, out problems)?.Batch;
}
