using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Tests.Core.Plans;

public sealed class PlanTextTests
{
    private static readonly Value One = Value.Map(("name", Value.Of("m")), ("vlans", Value.List([10L])), ("port", Value.Nothing));

    [Fact]
    public void A_new_object_shows_what_it_will_be()
        => Assert.Equal("+ Thing  does it\n  + name = m\n  + vlans = [10]\n    port = []\n", PlanText.Of(Step(StepAction.Create, Value.Nothing, One)));

    [Fact]
    public void A_change_shows_before_and_after_of_what_differs()
        => Assert.Equal(
            "~ Thing  does it\n    name = m\n  - vlans = [10]\n  + vlans = [20]\n    port = []\n",
            PlanText.Of(Step(StepAction.Change, One, One.With("vlans", Value.List([20L])))));

    [Fact]
    public void A_removed_object_shows_what_it_was()
        => Assert.Equal("- Thing  does it\n  - name = m\n  - vlans = [10]\n    port = []\n", PlanText.Of(Step(StepAction.Remove, One, Value.Nothing)));

    [Fact]
    public void What_is_the_same_shows_an_equals_sign()
        => Assert.StartsWith("= Thing  does it\n    name = m\n", PlanText.Of(Step(StepAction.Same, One, One)), StringComparison.Ordinal);

    [Fact]
    public void Of_a_file_the_lines_that_go_and_come_are_shown()
        => Assert.Equal("~ Thing  does it\n  - old\n  + a b\n  + \n  + \n", PlanText.Of(Step(StepAction.Change, Value.List(["same", "old"]), Value.List(["same", "a\tb", "", ""]))));

    private static Step Step(StepAction action, Value before, Value after) => new()
    {
        Id = "1",
        Backend = "thing",
        Operation = "make",
        Target = "Thing",
        Action = action,
        Summary = "does it",
        Before = before,
        After = after,
    };
}
