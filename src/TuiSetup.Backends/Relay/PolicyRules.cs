using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Relay;

/// <summary>What is wrong with the rules of a policy, each named by its number and its text.</summary>
internal static class PolicyRules
{
    private const string Field = RelayRequest.RulesField;

    public static IEnumerable<Problem> Check(RelayRequest request)
    {
        var isolated = AddressRange.Join(request.Isolated.Select(text => AddressRange.Parse(text, out _)).OfType<AddressRange>()).ToList();
        var seen = new Dictionary<string, int>();
        for (var number = 1; number <= request.Rules.Length; number++)
        {
            var text = request.Rules[number - 1];
            if (RelayRule.Parse(text, out var reason, out var remedy) is not { } rule)
            {
                yield return Problem.Error(Field, T($"Rule {number}: {reason}"), remedy);
                continue;
            }

            // Until the hosts are named, there is nothing to compare the rules with.
            foreach (var end in new[] { rule.From, rule.To }.OfType<AddressRange>().Where(end => isolated.Count > 0 && !isolated.Exists(range => range.Contains(end))).Distinct())
            {
                yield return Problem.Error(Field, T($"Rule {number}: {end} is not isolated, so nothing of it passes the relay ('{rule}')."), T("Add it to the isolated hosts, or take it out of the rule."));
            }

            if (!seen.TryAdd(rule.ToString(), number))
            {
                yield return Problem.Error(Field, T($"Rule {number} is the same as rule {seen[rule.ToString()]}: '{rule}'."), T("Take one of them out."));
            }
        }

        if (request.Rules.IsEmpty && isolated.Count > 0)
        {
            yield return Problem.Warning(Field, T("There are no rules, so nothing passes between isolated hosts."), T("That is the same as no relay, but counted and logged."));
        }
    }
}
