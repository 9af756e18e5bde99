using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Commands;

/// <summary>What a program of the site has found.</summary>
/// <param name="program">The program.</param>
/// <param name="found">Its answer to 'facts'.</param>
internal sealed class SiteFacts(SiteProgram program, (string Identity, ImmutableDictionary<string, ImmutableArray<Choice>> Lists, Value Present, Value Facts) found) : Facts
{
    public SiteProgram Program => program;

    /// <summary>What the program gave for itself.</summary>
    public Value Own => found.Facts;

    public override PlanTarget Target => new($"command:{program.Name}", found.Identity, Value.Nothing);

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{found.Identity}\n{found.Facts}")));

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers) => found.Lists.GetValueOrDefault(name, []);

    public override Value Present(string field, AnswerSheet answers) => found.Present[field];
}
