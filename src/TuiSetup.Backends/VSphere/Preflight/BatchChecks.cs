using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Preflight;

/// <summary>What sheets of one batch must have in common.</summary>
internal static class BatchChecks
{
    public static IEnumerable<Problem> Check(IReadOnlyList<AnswerSheet> batch)
    {
        for (var index = 1; index < batch.Count; index++)
        {
            foreach (var field in (string[])[VCenterEndpoint.AddressField, VCenterEndpoint.UserField])
            {
                if (batch[index][field] != batch[0][field])
                {
                    yield return Problem.Error(field, T("A batch is for one vCenter and one user, but this is another one."), T("Make an answer file for each.")) with { Place = $"answers[{index}]" };
                }
            }
        }
    }
}
