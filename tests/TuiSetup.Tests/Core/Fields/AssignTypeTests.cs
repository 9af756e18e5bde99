using TuiSetup.Core.Fields;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Tests.Core.Fields;

public sealed class AssignTypeTests
{
    private static readonly IFieldType Type = FieldTypes.All["assign"];
    private static readonly FieldDefinition Field = new() { Id = "roles", Type = Type, Label = "Roles", From = "ports", Values = "roles" };

    [Fact]
    public void What_is_typed_becomes_an_object_in_the_order_of_its_keys_and_is_typed_again()
    {
        var value = Type.Parse("v-h2=isolated, v-h1 = community 102", Field, out _)!;

        Assert.Equal(["v-h1", "v-h2"], value.Entries.Select(entry => entry.Key));
        Assert.Equal("v-h1=community 102, v-h2=isolated", Type.Format(value));
        Assert.Equal(value, Type.Parse(Type.Format(value), Field, out _));
    }

    [Theory]
    [InlineData("v-h1", "'v-h1' is not KEY=VALUE.")]
    [InlineData("v-h1=", "'v-h1=' is not KEY=VALUE.")]
    [InlineData("=isolated", "'=isolated' is not KEY=VALUE.")]
    [InlineData("a=x, a=y", "'a' is there 2 times.")]
    public void What_is_no_assignment_is_told(string text, string expected)
    {
        Assert.Null(Type.Parse(text, Field, out var reason));
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void Nothing_assigned_is_an_answer_too()
        => Assert.Equal(Value.Map(), Type.Parse("", Field, out _));

    [Fact]
    public void Files_have_an_object_of_texts_and_nothing_else()
    {
        Assert.Null(Type.Accept(Value.List(["a"]), Field, out var list));
        Assert.Equal("a list is not an object of texts.", list);
        Assert.Null(Type.Accept(Value.Map(("a", Value.Of(5))), Field, out var number));
        Assert.Equal("5 is not a text, for 'a'.", number);
    }
}
