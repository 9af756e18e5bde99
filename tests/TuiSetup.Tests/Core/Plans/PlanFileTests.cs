using Newtonsoft.Json.Linq;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Core.Plans;

public sealed class PlanFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<Value> OddValues => new(
        Value.Nothing,
        Value.Of(long.MinValue),
        Value.Of(long.MaxValue),
        Value.Of(""),
        Value.Of("null"),
        Value.Of("2026-01-01T00:00:00Z"),
        Value.Of("/Date(0)/"),
        Value.Of("\0\u0001\u001b[31m\u007f\u2028\u202e"),
        Value.Of("\ud83d\ude00 \u4e2d\u6587 e\u0301"),
        Value.Of("\"\\/\b\f\n\r\t${x}"),
        Value.List([Value.Nothing, Value.List(Array.Empty<Value>()), Value.Map()]),
        Value.Map(("", Value.Of(1)), ("$ref", Value.Of("#")), ("$type", Value.Of("System.Object")), ("a.b['c']", Value.Nothing)),
        Enumerable.Range(0, 25).Aggregate(Value.Of("deep"), (inner, _) => Value.Map(("in", Value.List([inner])))));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(OddValues))]
    public void Any_value_comes_back_as_it_went(Value odd)
    {
        var plan = Sample() with
        {
            Target = new PlanTarget("unix:/a b", "id", odd),
            Steps = [Sample().Steps[0] with { Before = odd, After = Value.List([odd]), Arguments = Value.Map(("x", odd)) }, Sample().Steps[1]],
            Answers = [AnswerSheet.Empty.With("odd", odd).WithConfirmed("p")],
        };

        AssertSame(plan, WriteAndRead(plan));
    }

    [Fact]
    public void A_whole_plan_comes_back_as_it_went()
    {
        var read = WriteAndRead(Sample());

        AssertSame(Sample(), read);
        Assert.Equal(["a"], read.Steps[1].DependsOn);
        Assert.Equal("t", read.Steps[1].Transaction);
        Assert.Null(read.Steps[0].Transaction);
    }

    [Fact]
    public void Secrets_are_not_in_the_file()
    {
        PlanFile.Write(_folder["plan.json"], Sample() with { Answers = [AnswerSheet.Empty.With("pass", new Secret("TOPSECRET"))] });

        Assert.DoesNotContain("TOPSECRET", File.ReadAllText(_folder["plan.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version", "2", "this is not a plan of version 1.")]
    [InlineData("version", "null", "this is not a plan of version 1.")]
    [InlineData("version", "\"1\"", "'version' must be a whole number, not a text.")]
    [InlineData("wizard", "null", "'wizard' is missing.")]
    [InlineData("wizard", "\"../../etc/x\"", "'../../etc/x' is not a wizard's name.")]
    [InlineData("backend", "5", "'backend' must be a text, not a number.")]
    [InlineData("target", "\"x\"", "'target' is missing.")]
    [InlineData("target.address", "null", "'address' is missing.")]
    [InlineData("target.options", "1.5", "'options' holds a fraction.")]
    [InlineData("steps", "null", "'steps' is missing.")]
    [InlineData("steps", "{}", "'steps' must be a list, not an object.")]
    [InlineData("steps", "[7]", "an item of 'steps' must be an object, not a number.")]
    [InlineData("steps[0].id", "null", "'id' is missing.")]
    [InlineData("steps[0].id", "\"b\"", "two steps have the id 'b'.")]
    [InlineData("steps[0].action", "\"destroy\"", "'destroy' is not create, change, remove or same.")]
    [InlineData("steps[0].action", "\"7\"", "'7' is not create, change, remove or same.")]
    [InlineData("steps[0].operation", "null", "'operation' is missing.")]
    [InlineData("steps[0].target", "[]", "'target' must be a text, not a list.")]
    [InlineData("steps[0].before", "{\"a\": 1.5}", "'before' holds a fraction.")]
    [InlineData("steps[0].dependsOn", "[\"nobody\"]", "a step depends on 'nobody', which is not in the plan.")]
    [InlineData("steps[0].dependsOn", "\"b\"", "'dependsOn' must be a list of texts.")]
    [InlineData("answers", "\"x\"", "'answers' must be a list")]
    [InlineData("answers[0]", "7", "an item of 'answers' must be an object, not a number.")]
    [InlineData("answers[0].name", "1.5", "fraction")]
    [InlineData("colour", "\"red\"", "'colour' is not known here.")]
    public void A_mistake_is_told_with_its_place(string path, string value, string message)
    {
        var json = PlanFile.ToJson(Sample());
        if (json.SelectToken(path) is { } token)
        {
            token.Replace(JToken.Parse(value));
        }
        else
        {
            json[path] = JToken.Parse(value);
        }

        Assert.Null(PlanFile.Read(_folder.Write("plan.json", json.ToString()), out var problems));
        Assert.Contains(problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.Matches(@"plan\.json:\d+:\d+$", problem.Place));
    }

    [Fact]
    public void A_plan_changes_nothing_when_all_its_steps_are_the_same()
    {
        Assert.False(Sample().ChangesNothing);
        Assert.True((Sample() with { Steps = [Sample().Steps[0] with { Action = StepAction.Same }] }).ChangesNothing);
        Assert.True((Sample() with { Steps = [] }).ChangesNothing);
    }

    [Fact]
    public void Steps_of_one_transaction_are_one_unit_and_others_stand_alone()
    {
        var step = Sample().Steps[0];
        var plan = Sample() with
        {
            Steps =
            [
                step with { Id = "1", Transaction = "t" }, step with { Id = "2" }, step with { Id = "3", Transaction = "t" },
                step with { Id = "4", Action = StepAction.Same }, step with { Id = "t" },
            ],
        };

        Assert.Equal(["1,3", "2", "t"], plan.Units().Select(unit => string.Join(',', unit.Steps.Select(one => one.Id))));
        Assert.Equal(["1,3", "2", "4", "t"], plan.Units(all: true).Select(unit => string.Join(',', unit.Steps.Select(one => one.Id))));
    }

    private static Plan Sample() => new()
    {
        Wizard = "good",
        Backend = "thing",
        Target = new PlanTarget("unix:/sock", "identity", Value.Nothing),
        Answers = [AnswerSheet.Empty.With("name", Value.Of("n")).WithConfirmed("p")],
        FactsDigest = "abc",
        Steps =
        [
            new Step { Id = "a", Backend = "thing", Operation = "make", Target = "Thing a", Action = StepAction.Create, Summary = "makes a", After = Value.Map(("x", Value.Of(1))) },
            new Step { Id = "b", Backend = "thing", Operation = "make", Target = "Thing b", Action = StepAction.Change, Summary = "changes b", DependsOn = ["a"], Transaction = "t" },
        ],
    };

    private static void AssertSame(Plan expected, Plan actual)
    {
        Assert.Equal(PlanFile.ToJson(expected).ToString(), PlanFile.ToJson(actual).ToString());
        foreach (var (left, right) in expected.Steps.Zip(actual.Steps))
        {
            Assert.Equal((left.Before, left.After, left.Arguments), (right.Before, right.After, right.Arguments));
        }

        Assert.Equal(expected.Target, actual.Target);
        Assert.Equal(expected.Answers[0].Values.OrderBy(pair => pair.Key), actual.Answers[0].Values.OrderBy(pair => pair.Key));
        Assert.Equal(expected.Answers[0].Confirmed, actual.Answers[0].Confirmed);
    }

    private Plan WriteAndRead(Plan plan)
    {
        PlanFile.Write(_folder["plan.json"], plan);
        var read = PlanFile.Read(_folder["plan.json"], out var problems);
        Assert.Empty(problems);
        return read!;
    }
}
