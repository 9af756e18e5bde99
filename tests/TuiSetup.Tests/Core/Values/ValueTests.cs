using TuiSetup.Core.Values;

namespace TuiSetup.Tests.Core.Values;

public sealed class ValueTests
{
    public static TheoryData<Value> Kinds => new(
        Value.Nothing,
        Value.Of(true),
        Value.Of(false),
        Value.Of(0),
        Value.Of(1),
        Value.Of(""),
        Value.Of("1"),
        Value.Of("true"),
        Value.List(Array.Empty<Value>()),
        Value.List(["1"]),
        Value.List([1L]),
        Value.Map(),
        Value.Map(("a", Value.Of(1))));

    [Fact]
    public void No_two_values_of_different_kind_or_content_are_equal()
    {
        var all = Kinds.Select(row => row.Data).ToList();
        for (var left = 0; left < all.Count; left++)
        {
            for (var right = 0; right < all.Count; right++)
            {
                Assert.True((left == right) == (all[left] == all[right]), $"{left} and {right}");
            }
        }
    }

    [Fact]
    public void Values_are_compared_by_content_and_hash_alike()
    {
        static Value Make() => Value.Map(("list", Value.List(["a", "b"])), ("number", Value.Of(7)), ("truth", Value.Of(true)), ("none", Value.Nothing));

        Assert.Equal(Make(), Make());
        Assert.Equal(Make().GetHashCode(), Make().GetHashCode());
        Assert.Equal(Value.Of("text").GetHashCode(), Value.Of("text").GetHashCode());
    }

    [Fact]
    public void The_order_of_keys_does_not_count_but_that_of_a_list_does()
    {
        Assert.Equal(
            Value.Map(("a", Value.Of(1)), ("b", Value.Of(2))),
            Value.Map(("b", Value.Of(2)), ("a", Value.Of(1))));
        Assert.NotEqual(Value.List(["a", "b"]), Value.List(["b", "a"]));
        Assert.NotEqual(Value.Map(("a", Value.Of(1))), Value.Map(("a", Value.Of(1)), ("b", Value.Nothing)));
    }

    [Fact]
    public void A_comparison_with_null_holds_for_null_alone()
    {
        Value? none = null;

        Assert.True(none == null);
        Assert.True(none != Value.Nothing);
        Assert.True(Value.Nothing != none);
        Assert.False(Value.Nothing.Equals((object?)"text"));
    }

    [Fact]
    public void Any_value_but_nothing_is_a_list_of_itself()
    {
        Assert.Empty(Value.Nothing.Items);
        Assert.Equal([Value.Of(5)], Value.Of(5).Items);
        Assert.Equal(["x", "7", "true"], Value.List([Value.Of("x"), Value.Of(7), Value.Of(true)]).Texts);
    }

    [Fact]
    public void A_map_gives_nothing_for_a_key_that_it_does_not_have()
    {
        var map = Value.Map(("a", Value.Of(1)));

        Assert.Equal(Value.Of(1), map["a"]);
        Assert.True(map["b"].IsNothing);
        Assert.True(Value.Of("text")["a"].IsNothing);
    }

    [Fact]
    public void With_replaces_a_key_in_its_place_and_appends_a_new_one()
    {
        var map = Value.Map(("a", Value.Of(1)), ("b", Value.Of(2)));

        Assert.Equal(["a", "b"], map.With("a", Value.Of(9)).Entries.Select(entry => entry.Key));
        Assert.Equal(Value.Of(9), map.With("a", Value.Of(9))["a"]);
        Assert.Equal(["a", "b", "c"], map.With("c", Value.Of(3)).Entries.Select(entry => entry.Key));
        Assert.Equal(Value.Of(1), map["a"]);
    }

    [Fact]
    public void Nothing_false_zero_and_empty_are_not_truthy_and_all_else_is()
    {
        Value[] falsy = [Value.Nothing, Value.Of(false), Value.Of(0), Value.Of(""), Value.List(Array.Empty<Value>()), Value.Map()];
        Value[] truthy = [Value.Of(true), Value.Of(-1), Value.Of("0"), Value.List([Value.Nothing]), Value.Map(("a", Value.Nothing))];

        Assert.All(falsy, value => Assert.False(value.IsTruthy));
        Assert.All(truthy, value => Assert.True(value.IsTruthy));
    }

    [Fact]
    public void Each_kind_is_read_as_itself_and_as_no_other()
    {
        Assert.Equal((true, null, null), (Value.Of(true).AsTruth, Value.Of(true).AsNumber, Value.Of(true).AsText));
        Assert.Equal((null, 3, null), (Value.Of(3).AsTruth, Value.Of(3).AsNumber, Value.Of(3).AsText));
        Assert.Equal((null, null, "x"), (Value.Of("x").AsTruth, Value.Of("x").AsNumber, Value.Of("x").AsText));
    }

    [Fact]
    public void A_value_is_printed_as_a_person_would_write_it()
        => Assert.Equal(
            "{a=[1, two], b=false, c=}",
            Value.Map(("a", Value.List([Value.Of(1), Value.Of("two")])), ("b", Value.Of(false)), ("c", Value.Nothing)).ToString());
}
