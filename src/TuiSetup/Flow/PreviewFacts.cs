using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Flow;

/// <summary>Stands for a target that is not asked: each list has a few entries, so that pages can be seen.</summary>
internal sealed class PreviewFacts : Facts
{
    private const int Entries = 3;

    public override PlanTarget Target => new("preview", "", Value.Nothing);

    public override string Digest => "";

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers)
        => [.. Enumerable.Range(1, Entries).Select(number => new Choice($"{name}-{number}", $"{name}-{number}", T("an example")))];
}
