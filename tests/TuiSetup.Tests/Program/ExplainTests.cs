using System.Text.RegularExpressions;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

public sealed partial class ExplainTests : IDisposable
{
    private readonly Tuisetup _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Every_exit_code_of_the_readme_has_a_cause_and_a_cure()
    {
        var readme = File.ReadAllText(SourceTree.PathOf("README.md"));
        var table = readme[readme.IndexOf("## Exit codes", StringComparison.Ordinal)..];
        var codes = Row().Matches(table[..table.IndexOf("\n`--json`", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).ToList();
        var told = (await _program.RunAsync("explain")).Stdout;

        Assert.Equal(codes, Head().Matches(told).Select(match => match.Groups[1].Value));
        Assert.Equal(codes.Count, told.Split("\n  Cause: ").Length - 1);
        Assert.Equal(codes.Count, told.Split("\n  Cure: ").Length - 1);
        Assert.All(told.Split('\n'), line => Assert.True(line.Length <= 79, line));
    }

    [Fact]
    public async Task One_is_told_alone_and_one_that_there_is_not_is_told_as_such()
    {
        var told = (await _program.RunAsync("explain", "5")).Stdout;
        Assert.StartsWith("5  failed, and something is left\n", told, StringComparison.Ordinal);
        Assert.DoesNotContain("\n6  ", told, StringComparison.Ordinal);

        var unknown = await _program.RunAsync("explain", "77");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("There are 0, 1, 2, 3", unknown.Stderr, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(\d+)  ", RegexOptions.Multiline)]
    private static partial Regex Head();
}
