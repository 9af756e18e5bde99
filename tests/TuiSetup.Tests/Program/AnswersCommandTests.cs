using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program;

public sealed class AnswersCommandTests : IDisposable
{
    private readonly Tuisetup _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Every_mistake_is_told_at_once_and_where_it_is()
    {
        var result = await CheckAsync("""
            { "runs": [
              { "wizard": "ovs-mirror", "answers": { "bridge": 5, "brigde": "br0" } },
              { "wizard": "nonsense", "answers": {} },
              { "wizard": "network", "answers": { "device": "eth0", "type": "carrier-pigeon" } },
              7 ] }
            """);

        Assert.Equal(2, result.ExitCode);
        var lines = Places(result);
        Assert.Contains(lines, line => line.StartsWith("2:", StringComparison.Ordinal) && line.Contains("'brigde'", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("2:", StringComparison.Ordinal) && line.Contains("bridge: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("4:", StringComparison.Ordinal) && line.Contains("type: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("5:", StringComparison.Ordinal) && line.Contains("an item of 'runs' must be an object", StringComparison.Ordinal));
        Assert.Contains("There is no wizard 'nonsense'", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_file_is_told_as_such_and_no_target_is_asked()
    {
        var result = await CheckAsync("""{ "wizard": "ovs-mirror", "answers": { "bridge": "br0", "name": "ids", "select_all": true, "output_port": "v-mon" } }""");

        Assert.Equal((0, "standard input: no problems, answers for ovs-mirror.\n"), (result.ExitCode, result.Stdout));
    }

    [Fact]
    public async Task The_examples_that_come_with_the_program_are_good()
    {
        foreach (var example in Directory.EnumerateFiles(SourceTree.PathOf("assets", "examples"), "*.json"))
        {
            var result = await _program.RunAsync("answers", "check", example);
            Assert.True(result.ExitCode == 0, result.Stderr);
        }
    }

    [Fact]
    public async Task The_schema_knows_all_wizards_and_several_in_order()
    {
        var schema = JObject.Parse((await _program.RunAsync("answers", "schema")).Stdout);
        var names = Directory.EnumerateFiles(SourceTree.PathOf("wizards"), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);

        Assert.Equal(names, ((JObject)schema["$defs"]!).Properties().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal(names.Count() + 1, schema["oneOf"]!.Count());
        Assert.Equal(names.Count(), schema.SelectToken("oneOf[-1:].properties.runs.items.oneOf")!.Count());
    }

    private Task<ProcessResult> CheckAsync(string document) => _program.AnswerAsync([document], "answers", "check", "-");

    /// <summary>The problems without the name of the document.</summary>
    private static List<string> Places(ProcessResult result)
        => [.. result.Stderr.Split('\n').Where(line => line.StartsWith("standard input:", StringComparison.Ordinal)).Select(line => line["standard input:".Length..])];
}
