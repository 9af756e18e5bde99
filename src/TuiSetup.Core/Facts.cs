using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core;

/// <summary>What a backend found on its target. Each backend has its own kind.</summary>
public abstract class Facts
{
    public abstract PlanTarget Target { get; }

    /// <summary>SHA-256 of what plans depend on, as lower-case hexadecimal; counters and times do not count.</summary>
    public abstract string Digest { get; }

    /// <summary>
    /// What the target has now for a question; nothing where that is not known. It stands there before the user says
    /// anything, so that running a wizard again shows what is set.
    /// </summary>
    public virtual Value Current(string question, AnswerSheet answers) => Value.Nothing;

    /// <summary>The entries of one of the lists that the backend's vocabulary names, given the answers so far.</summary>
    public abstract IReadOnlyList<Choice> List(string name, AnswerSheet answers);
}
