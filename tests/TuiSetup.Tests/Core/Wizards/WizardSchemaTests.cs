using NJsonSchema;
using TuiSetup.Core.Wizards;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Core.Wizards;

public sealed class WizardSchemaTests
{
    [Fact]
    public async Task The_sample_and_the_shipped_wizards_satisfy_the_schema()
    {
        var schema = await WizardSchemaAsync("thing", "ovs-mirror");

        Assert.Empty(schema.Validate(Samples.Good));
        foreach (var path in Directory.EnumerateFiles(Path.Combine(TempFolder.Repository(), "wizards"), "*.json"))
        {
            Assert.DoesNotContain(schema.Validate(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)), error => error.Property != "backend");
        }
    }

    [Theory]
    [InlineData("\"name\": \"good\"", "\"name\": \"Not Good\"")]
    [InlineData("\"backend\": \"thing\"", "\"backend\": \"nowhere\"")]
    [InlineData("\"title\": \"Welcome\"", "\"titel\": \"Welcome\"")]
    [InlineData("\"kind\": \"form\"", "\"kind\": \"wheel\"")]
    [InlineData("\"type\": \"number\"", "\"type\": \"word\"")]
    [InlineData("\"min\": 1", "\"min\": \"1\"")]
    [InlineData("\"label\": \"Port\", ", "")]
    [InlineData("\"value\": \"a\", ", "")]
    [InlineData("\"required\": false", "\"required\": \"no\"")]
    [InlineData("\"id\": \"port\"", "\"id\": \"a port\"")]
    public async Task A_wrong_wizard_does_not_satisfy_the_schema(string right, string wrong)
    {
        var schema = await WizardSchemaAsync("thing");
        Assert.Contains(right, Samples.Good, StringComparison.Ordinal);

        Assert.NotEmpty(schema.Validate(Samples.Good.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{ "wizard": "good", "answers": { "host": "h", "port": 81, "tags": ["x"], "vlans": [1, 2], "fast": true } }""", true)]
    [InlineData("""{ "wizard": "good", "answers": [ { "host": "h" }, { "host": "i" } ], "confirm": ["h"] }""", true)]
    [InlineData("""{ "wizard": "good", "answers": { "host": { "env": "HOST" }, "pass": { "file": "/p" } } }""", true)]
    [InlineData("""{ "wizard": "bad", "answers": { "host": "h" } }""", false)]
    [InlineData("""{ "wizard": "good" }""", false)]
    [InlineData("""{ "wizard": "good", "answers": [] }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "port": 0 } }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "port": "80" } }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "vlans": [4096] } }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "mode": "c" } }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "name": "UPPER" } }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "pass": "written" } }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "pass": { "env": "A", "file": "B" } } }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "unasked": 1 } }""", false)]
    [InlineData("""{ "wizard": "good", "answers": { "host": "h" }, "confirm": "h" }""", false)]
    public async Task The_schema_of_an_answer_file_tells_right_from_wrong(string answers, bool right)
    {
        var schema = await JsonSchema.FromJsonAsync(WizardSchema.OfAnswers(Samples.GoodWizard()).ToString(), TestContext.Current.CancellationToken);

        Assert.Equal(right, schema.Validate(answers).Count == 0);
    }

    private static Task<JsonSchema> WizardSchemaAsync(params string[] backends)
    {
        var vocabulary = Samples.Vocabulary with { Backends = System.Collections.Immutable.ImmutableDictionary.CreateRange(backends.Select(name => KeyValuePair.Create(name, Samples.Vocabulary.Backends["thing"]))) };
        return JsonSchema.FromJsonAsync(WizardSchema.OfWizards(vocabulary).ToString(), TestContext.Current.CancellationToken);
    }
}
