using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Tests.Core.Wizards;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Core.Answers;

public sealed class AnswerFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Answers_are_read_and_completed_with_defaults()
    {
        var file = Read("""{ "wizard": "good", "answers": { "host": "h1", "tags": ["x", "x"], "vlans": [20, 10] } }""");

        var sheet = Assert.Single(file.Batch);
        Assert.Equal("good", file.Wizard);
        Assert.Equal(Value.Of("on-h1"), sheet["name"]);
        Assert.Equal(Value.List([10L, 20L]), sheet["vlans"]);
        Assert.Equal(["x"], sheet["tags"].Texts);
    }

    [Fact]
    public void A_list_of_answers_is_a_batch()
    {
        var file = Read("""{ "wizard": "good", "answers": [ { "host": "h1" }, { "host": "h2" } ], "confirm": ["p", "q"] }""");

        Assert.Equal(["h1", "h2"], file.Batch.Select(sheet => sheet["host"].AsText!));
        Assert.All(file.Batch, sheet => Assert.Equal(["p", "q"], sheet.Confirmed.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_value_may_come_from_the_environment_or_a_file()
    {
        var file = Read("""{ "wizard": "good", "answers": { "host": { "env": "HOST" }, "port": { "file": "/port" }, "pass": { "env": "PASS" } } }""");

        var sheet = Assert.Single(file.Batch);
        Assert.Equal(Value.Of("from-env"), sheet["host"]);
        Assert.Equal(Value.Of(8080), sheet["port"]);
        Assert.Equal("s3cret", sheet.Secrets["pass"].Reveal());
        Assert.False(sheet.Values.ContainsKey("pass"));
    }

    [Fact]
    public void Null_is_no_answer()
        => Assert.Equal(Value.Of(80), Read("""{ "wizard": "good", "answers": { "host": "h", "port": null } }""").Batch[0]["port"]);

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_place()
    {
        Assert.Equal(
            [
                "answers.json:2:19: these are answers for 'other', not for 'good'.",
                "answers.json:3:14: 'confirm' must be a list of texts.",
                "answers.json:4:10: 'extra' is not known here.",
                "answers.json:6:13: host: 7 is not one of the choices, as a text.",
                "answers.json:7:16: port: '80' is not a whole number.",
                "answers.json:8:13: tags: 'z' is not one of x, y.",
                "answers.json:9:25: pass: a secret is not written in the file; give {\"env\": \"NAME\"} or {\"file\": \"PATH\"}.",
                "answers.json:10:13: name: an object must be {\"env\": \"NAME\"} or {\"file\": \"PATH\"}.",
                "answers.json:11:13: fast: the environment variable UNSET is not set.",
                "answers.json:12:16: vlans: a fraction is not an answer.",
                "answers.json:13:13: mode: the file /missing cannot be read: no such file",
                "answers.json:14:13: the wizard 'good' does not ask 'colour'.",
            ],
            Problems("""
                {
                  "wizard": "other",
                  "confirm": [7],
                  "extra": 1,
                  "answers": {
                    "host": 7,
                    "port": "80",
                    "tags": ["z"],
                    "pass": "in the file",
                    "name": { "env": "A", "file": "B" },
                    "fast": { "env": "UNSET" },
                    "vlans": 1.5,
                    "mode": { "file": "/missing" },
                    "colour": "red"
                  }
                }
                """));
    }

    [Fact]
    public void An_answer_that_is_not_asked_is_told_with_the_help_of_its_field()
    {
        var problem = Assert.Single(ReadProblems("{ \"wizard\": \"good\",\n \"answers\": { \"host\": \"h\",\n  \"mode\": \"a\" } }"));

        Assert.Equal(_folder["answers.json"] + ":3:13", problem.Place);
        Assert.Equal("'mode' is not asked with these other answers.", problem.Message);
        Assert.Equal("Only a fast one has a mode.", problem.Remedy);
    }

    [Fact]
    public void A_needed_answer_that_is_missing_is_told_at_its_sheet()
    {
        var problem = Assert.Single(ReadProblems("{ \"wizard\": \"good\", \"answers\": [ { \"host\": \"h\" },\n  { \"name\": \"n\" } ] }"));

        Assert.Equal(_folder["answers.json"] + ":2:3", problem.Place);
        Assert.Equal("host", problem.Field);
    }

    [Theory]
    [InlineData("""{ "wizard": "good" }""", "'answers' must be an object, or a list of objects for a batch.")]
    [InlineData("""{ "wizard": "good", "answers": [] }""", "'answers' must be an object, or a list of objects for a batch.")]
    [InlineData("""{ "wizard": "good", "answers": [ 1 ] }""", "an item of 'answers' must be an object.")]
    [InlineData("""{ "answers": { "host": "h" } }""", "'wizard' is missing.")]
    [InlineData("""{ "wizard": "good", "answers": { "host": "h" }, "confirm": "h" }""", "'confirm' must be a list of texts.")]
    [InlineData("""{ "wizard": "good", "answers": { "host": "h", "host": "i" } }""", null)]
    public void A_file_of_the_wrong_form_is_told(string text, string? message)
    {
        var problem = Assert.Single(ReadProblems(text));

        if (message is not null)
        {
            Assert.Equal(message, problem.Message);
        }
    }

    [Fact]
    public void What_was_written_is_read_back_the_same()
    {
        var wizard = Samples.GoodWizard();
        var answers = Questionnaire.Complete(wizard, AnswerSheet.Empty
            .With("host", Value.Of("h\u00e4 \"quoted\" \\ 2026-01-01T00:00:00Z")).With("port", Value.Of(8080)).With("name", Value.Of("n"))
            .With("fast", Value.Of(true)).With("mode", Value.Of("b")).With("tags", Value.List(["x", "y"])).With("vlans", Value.List([1L, 4095L])))
            .WithConfirmed("v-h1");
        AnswerFileWriter.Write(_folder["answers.json"], wizard, [answers, answers.With("host", Value.Of("h2"))]);

        var file = new AnswerFileReader(wizard, new Sources()).Read(_folder["answers.json"], out var problems);

        Assert.Empty(problems);
        Assert.Equal(2, file!.Batch.Length);
        Assert.Equal(answers.Values.OrderBy(pair => pair.Key), file.Batch[0].Values.OrderBy(pair => pair.Key));
        Assert.Equal(["v-h1"], file.Batch[0].Confirmed);
        Assert.Equal(Value.Of("h2"), file.Batch[1]["host"]);
    }

    [Fact]
    public void A_secret_is_written_as_the_name_of_a_variable()
    {
        var wizard = Samples.GoodWizard();
        AnswerFileWriter.Write(_folder["answers.json"], wizard, [AnswerSheet.Empty.With("host", Value.Of("h")).With("pass", new Secret("TOPSECRET"))]);

        var text = File.ReadAllText(_folder["answers.json"]);

        Assert.DoesNotContain("TOPSECRET", text, StringComparison.Ordinal);
        Assert.Contains("\"env\": \"GOOD_PASS\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_shows_itself_as_asterisks()
    {
        var sheet = AnswerSheet.Empty.With("pass", new Secret("TOPSECRET"));

        Assert.Equal("********", sheet.Secrets["pass"].ToString());
        Assert.DoesNotContain("TOPSECRET", sheet.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_asked_is_not_written()
    {
        var wizard = Samples.GoodWizard();
        AnswerFileWriter.Write(_folder["answers.json"], wizard, [AnswerSheet.Empty.With("host", Value.Of("h")).With("mode", Value.Of("a"))]);

        Assert.DoesNotContain("mode", File.ReadAllText(_folder["answers.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_value_loses_its_last_line_break_alone()
    {
        var path = _folder.Write("value", "  two words \r\n\n");

        Assert.Equal("  two words ", new AnswerSources().File(path));
        Assert.Throws<IOException>(() => new AnswerSources().File(_folder.Write("large", new string('x', 64 * 1024 + 1))));
        Assert.Throws<FileNotFoundException>(() => new AnswerSources().File(_folder["missing"]));
    }

    private AnswerFile Read(string text)
    {
        var file = new AnswerFileReader(Samples.GoodWizard(), new Sources()).Read(_folder.Write("answers.json", text), out var problems);
        Assert.Empty(problems);
        return file!;
    }

    private IReadOnlyList<Problem> ReadProblems(string text)
    {
        Assert.Null(new AnswerFileReader(Samples.GoodWizard(), new Sources()).Read(_folder.Write("answers.json", text), out var problems));
        return problems;
    }

    private IEnumerable<string> Problems(string text)
        => ReadProblems(text)
            .Select(problem => (Words: problem.Place.Replace(_folder.Path + "/", "", StringComparison.Ordinal).Split(':'), problem.Message))
            .OrderBy(problem => int.Parse(problem.Words[1])).ThenBy(problem => int.Parse(problem.Words[2]))
            .Select(problem => $"{string.Join(':', problem.Words)}: {problem.Message}");

    private sealed class Sources : IAnswerSources
    {
        public string? Environment(string name) => name switch { "HOST" => "from-env", "PASS" => "s3cret", _ => null };

        public string File(string path) => path == "/port" ? "8080" : throw new IOException("no such file");
    }
}
