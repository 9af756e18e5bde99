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

    /// <summary>The entries of one of the lists that the backend's vocabulary names, given the answers so far.</summary>
    public abstract IReadOnlyList<Choice> List(string name, AnswerSheet answers);

    /// <summary>
    /// What pages show for a question until it is answered: what the target has, where something that is there is to be
    /// edited, or what would suit it, such as IDs that are free. Nothing for any other question.
    /// </summary>
    public virtual Value Present(string field, AnswerSheet answers) => Value.Nothing;
}
