using System.Text;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Plans;

/// <summary>A plan for people: each object with what it is and what it will be.</summary>
public static class PlanText
{
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        foreach (var step in plan.Steps)
        {
            text.Append(Of(step));
        }

        return text.ToString();
    }

    public static string Of(Step step)
    {
        var text = new StringBuilder();
        text.Append(step.Action.Sign()).Append(' ').Append(step.ShownTarget).Append("  ").Append(step.Summary).Append('\n');
        AppendLines(text, "  - ", step.Before, step.After);
        AppendLines(text, "  + ", step.After, step.Before);
        foreach (var key in Keys(step))
        {
            var (before, after) = (step.Before[key], step.After[key]);
            if (before == after)
            {
                text.Append("    ").Append(key).Append(" = ").Append(Show(after)).Append('\n');
                continue;
            }

            if (step.Action != StepAction.Create)
            {
                text.Append("  - ").Append(key).Append(" = ").Append(Show(before)).Append('\n');
            }

            if (step.Action != StepAction.Remove)
            {
                text.Append("  + ").Append(key).Append(" = ").Append(Show(after)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Of an object that is a list, such as a file of lines, what goes and what comes.</summary>
    private static void AppendLines(StringBuilder text, string sign, Value value, Value other)
    {
        foreach (var line in value.IsList ? value.Items.Where(line => !other.Items.Contains(line)) : [])
        {
            text.Append(sign).Append(Show(line).Replace('\t', ' ')).Append('\n');
        }
    }

    private static IEnumerable<string> Keys(Step step)
        => step.After.Entries.Concat(step.Before.Entries).Select(entry => entry.Key).Distinct();

    private static string Show(Value value) => value.IsNothing ? "[]" : value.ToString()!;
}
