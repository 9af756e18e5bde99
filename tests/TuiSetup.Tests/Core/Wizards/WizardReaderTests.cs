using System.Collections.Immutable;
using TuiSetup.Backends;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Core.Wizards;

public sealed class WizardReaderTests
{
    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Path.Combine(TempFolder.Repository(), "wizards"), "*.json").Select(path => Path.GetFileName(path))];

    [Fact]
    public void A_good_file_is_read_whole()
    {
        var wizard = Samples.GoodWizard();

        Assert.Equal(("good", "A good wizard", "It has one of everything", "thing"), (wizard.Name, wizard.Title, wizard.Summary, wizard.Backend));
        Assert.Equal(["text", "choice", "form", "form", "choices", "form"], wizard.Pages.Select(page => page.Kind));
        Assert.Equal(["host", "port", "name", "fast", "mode", "tags", "vlans", "pass"], wizard.Fields.Select(field => field.Id));
        Assert.Equal("Help.", wizard.Pages[0].Help);
        Assert.Equal("hosts", wizard.Field("host")!.From);
        Assert.Equal((1, 65535, Value.Of(80)), (wizard.Field("port")!.Min, wizard.Field("port")!.Max, wizard.Field("port")!.Default));
        Assert.Equal("Small letters.", wizard.Field("name")!.PatternHelp);
        Assert.Equal([new Choice("a", "A"), new Choice("b", "b", "More")], wizard.Field("mode")!.Choices);
        Assert.Equal("Only a fast one has a mode.", wizard.Field("mode")!.WhenHelp);
        Assert.Equal(["fast", "port"], wizard.Pages[3].When!.Questions);
        Assert.Null(wizard.Field("missing"));
    }

    [Fact]
    public void A_field_is_required_as_its_type_says_unless_the_file_says_otherwise()
    {
        var required = Samples.GoodWizard().Fields.Where(field => field.Required).Select(field => field.Id);

        Assert.Equal(["host", "port", "name", "mode"], required);
    }

    [Fact]
    public void Defaults_of_the_machine_fill_fields_that_have_none()
    {
        var wizard = Samples.GoodWizard().WithDefaults(new Dictionary<string, Value> { ["host"] = Value.Of("here"), ["port"] = Value.Of(1) });

        Assert.Equal(Value.Of("here"), wizard.Field("host")!.Default);
        Assert.Equal(Value.Of(80), wizard.Field("port")!.Default);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_wizard_has_no_problem(string file)
    {
        var context = BackendContext.Create(null, _ => null, TimeProvider.System);
        var vocabulary = new WizardVocabulary(
            ["assign", "choice", "choices", "form", "text"],
            BackendList.Create(context).ToImmutableDictionary(backend => backend.Key, backend => backend.Value.Vocabulary));

        var wizard = new WizardReader(vocabulary).Read(Path.Combine(TempFolder.Repository(), "wizards", file), out var problems);

        Assert.Empty(problems);
        Assert.NotEmpty(wizard!.Pages);
    }

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_place()
    {
        const string text = """
            {
              "name": "Wrong Name",
              "title": 7,
              "colour": "red",
              "backend": "nowhere",
              "pages": [
                { "titel": "Typo", "kind": "wheel" },
                3,
                { "title": "Fields", "when": "later == 1", "text": "${later}", "fields": [
                  { "id": "a b", "type": "text", "label": "Bad id" },
                  { "id": "one", "type": "word", "label": "Bad type" },
                  { "id": "two", "type": "number", "label": "Bad default", "default": "x" },
                  { "id": "two", "type": "text", "label": "Twice" },
                  { "id": "three", "type": "choice", "label": "Nothing to choose" },
                  { "id": "four", "type": "text", "label": "No choices", "from": "hosts" },
                  { "id": "five", "type": "number", "label": "Ends", "min": 9, "max": 1 },
                  { "id": "six", "type": "text", "label": "Pattern", "pattern": "([" },
                  { "id": "seven", "type": "text", "label": "When", "when": "one = 2" },
                  { "id": "eight", "type": "text", "label": "Default", "default": "${nine}" },
                  { "id": "nine", "type": "number", "label": "Fraction", "default": 1.5 },
                  { "id": "ten", "type": "yesno", "required": "yes" },
                  { "id": "eleven", "type": "number", "label": "Min", "min": 1.5 },
                  { "id": "twelve", "type": "choice", "label": "Item", "choices": [ { "label": "No value" }, "x" ] }
                ] }
              ]
            }
            """;

        var wizard = Samples.Read("wrong", text, out var problems);

        Assert.Null(wizard);
        Assert.All(problems, problem => Assert.Equal(Severity.Error, problem.Severity));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Remedy));
        Assert.Equal(
            [
                "wrong.json:2:22: 'Wrong Name' cannot name a wizard.",
                "wrong.json:3:12: 'title' must be a text, not a number.",
                "wrong.json:4:11: 'colour' is not known here.",
                "wrong.json:5:22: there is no backend 'nowhere'.",
                "wrong.json:7:5: 'title' is missing.",
                "wrong.json:7:14: 'titel' is not known here.",
                "wrong.json:7:38: there is no page kind 'wheel'.",
                "wrong.json:8:5: an item of 'pages' must be an object, not a number.",
                "wrong.json:9:45: 'later' is not the id of an earlier field.",
                "wrong.json:9:65: ${later} is not the id of a field up to here.",
                "wrong.json:10:19: 'a b' cannot be an id.",
                "wrong.json:11:35: there is no field type 'word'.",
                "wrong.json:12:77: the default does not fit: 'x' is not a whole number.",
                "wrong.json:13:19: 'two' is already the id of an earlier field.",
                "wrong.json:14:39: a choice needs something to choose from.",
                "wrong.json:15:36: a field of type 'text' has no choices.",
                "wrong.json:16:65: min 9 is more than max 1.",
                "wrong.json:18:73: the condition cannot be read, column 5: '= 2' cannot be read.",
                "wrong.json:19:79: ${nine} is not the id of an earlier field.",
                "wrong.json:20:75: a default cannot be a fraction.",
                "wrong.json:21:7: 'label' is missing.",
                "wrong.json:21:55: 'required' must be true or false, not a text.",
                "wrong.json:22:68: 'min' must be a whole number, not a fraction.",
                "wrong.json:23:73: 'value' is missing.",
                "wrong.json:23:100: an item of 'choices' must be an object, not a text.",
            ],
            problems.Where(problem => !problem.Message.StartsWith("the pattern", StringComparison.Ordinal))
                .OrderBy(problem => int.Parse(problem.Place.Split(':')[1])).ThenBy(problem => int.Parse(problem.Place.Split(':')[2]))
                .Select(problem => $"{problem.Place}: {problem.Message}"));
        var pattern = Assert.Single(problems, problem => problem.Message.StartsWith("the pattern is not a regular expression", StringComparison.Ordinal));
        Assert.StartsWith("wrong.json:17:", pattern.Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"name\": ", "x.json:1:")]
    [InlineData("{\n  \"name\": \"x\"\n  \"title\": \"y\"\n}", "x.json:3:")]
    [InlineData("{\n  \"name\": \"x\",\n  \"name\": \"y\"\n}", "x.json:3:")]
    [InlineData("{}\n{}", "x.json:2:1")]
    [InlineData("{} garbage", "x.json:1:")]
    [InlineData("[]", "x.json:1:1")]
    [InlineData("\"text\"", "x.json:1:1")]
    [InlineData("", "x.json:")]
    public void What_is_not_one_json_object_is_told_with_its_place(string text, string place)
    {
        Assert.Null(Samples.Read("x", text, out var problems));
        Assert.StartsWith(place, Assert.Single(problems).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_that_is_nested_without_end_is_refused()
    {
        Assert.Null(Samples.Read("x", "{\"pages\":" + new string('[', 10_000), out var problems));
        Assert.Single(problems);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_by_name()
    {
        var problem = Assert.Single(ReadProblems("/nowhere/at/all.json"));

        Assert.Equal("/nowhere/at/all.json", problem.Place);
        Assert.Contains("cannot be read", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_whose_name_is_not_the_wizards_is_told()
    {
        Samples.Read("other", Samples.Good, out var problems);

        Assert.Equal("other.json:2:16: the name is 'good', but the file is other.json. Name the file good.json.", Assert.Single(problems).ToString());
    }

    [Fact]
    public void A_field_that_the_backend_does_not_read_is_told()
    {
        Samples.Read("good", Samples.Good.Replace("\"pass\"", "\"user\"", StringComparison.Ordinal).Replace("\"hosts\"", "\"nets\"", StringComparison.Ordinal), out var problems);

        Assert.Equal(["the backend has no list 'nets'.", "the backend knows no 'user'."], problems.Select(problem => problem.Message));
    }

    [Fact]
    public void A_wizard_without_pages_is_told()
    {
        Samples.Read("x", """{"name":"x","title":"X","backend":"thing","pages":[]}""", out var empty);
        Samples.Read("x", """{"name":"x","title":"X","backend":"thing"}""", out var missing);

        Assert.Equal("a wizard needs a page.", Assert.Single(empty).Message);
        Assert.Equal("'pages' is missing.", Assert.Single(missing).Message);
    }

    [Fact]
    public void A_condition_may_not_ask_for_its_own_field()
    {
        Samples.Read("good", Samples.Good.Replace("\"when\": \"'x' in tags\"", "\"when\": \"vlans\"", StringComparison.Ordinal), out var problems);

        Assert.Equal("'vlans' is not the id of an earlier field.", Assert.Single(problems).Message);
    }

    [Fact]
    public void A_secret_cannot_have_a_default()
    {
        Samples.Read("good", Samples.Good.Replace("\"Password\"", "\"Password\", \"default\": \"x\"", StringComparison.Ordinal), out var problems);

        Assert.Contains("a secret is not written in the file", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Problem> ReadProblems(string path)
    {
        Assert.Null(new WizardReader(Samples.Vocabulary).Read(path, out var problems));
        return problems;
    }
}
