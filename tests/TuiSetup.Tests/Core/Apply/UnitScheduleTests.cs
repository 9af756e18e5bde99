using TuiSetup.Core.Apply;
using static TuiSetup.Tests.Core.Apply.EngineFixture;

namespace TuiSetup.Tests.Core.Apply;

public sealed class UnitScheduleTests
{
    [Fact]
    public void A_unit_waits_for_everything_that_it_needs()
    {
        var schedule = new UnitSchedule(Plan("c a b", "a", "b").Units());
        var a = schedule.Take()!;
        var b = schedule.Take()!;

        Assert.Equal(("a", "b"), (a.Id, b.Id));
        Assert.Null(schedule.Take());
        schedule.Finish(b);
        Assert.Null(schedule.Take());
        schedule.Finish(a);
        Assert.Equal("c", schedule.Take()?.Id);
        Assert.Equal(0, schedule.Left);
    }

    [Fact]
    public void Backwards_a_unit_waits_for_everything_that_needs_it()
    {
        var schedule = new UnitSchedule(Plan("a", "b a", "c a", "d").Units(), backwards: true);

        Assert.Equal(["d", "c", "b"], [schedule.Take()!.Id, schedule.Take()!.Id, Take(schedule, out var b)]);
        Assert.Null(schedule.Take());
        schedule.Finish(b);
        Assert.Null(schedule.Take());
    }

    [Fact]
    public void Steps_of_one_transaction_do_not_wait_for_each_other()
        => Assert.Equal("a", new UnitSchedule(Plan("a/t", "b a/t").Units()).Take()?.Id);

    [Fact]
    public void Units_in_a_circle_are_never_taken()
    {
        var schedule = new UnitSchedule(Plan("a b", "b a").Units());

        Assert.Null(schedule.Take());
        Assert.Equal(2, schedule.Left);
    }

    private static string Take(UnitSchedule schedule, out TuiSetup.Core.Plans.StepUnit unit)
    {
        unit = schedule.Take()!;
        return unit.Id;
    }
}
