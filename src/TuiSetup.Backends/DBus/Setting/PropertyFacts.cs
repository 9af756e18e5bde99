using System.Security.Cryptography;
using System.Text;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>The machine, and what the properties of the answers are now.</summary>
/// <param name="target">The machine.</param>
/// <param name="now">Values by the property's target; nothing where it was not named yet.</param>
/// <param name="whyNot">Why one could not be read, by its target.</param>
internal sealed class PropertyFacts(PlanTarget target, IReadOnlyDictionary<string, Value> now, IReadOnlyDictionary<string, string> whyNot) : Facts
{
    public IReadOnlyDictionary<string, string> WhyNot => whyNot;

    public override PlanTarget Target => target;

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{target.Identity}\n{string.Join('\n', now.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}")));

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers) => [];
}
