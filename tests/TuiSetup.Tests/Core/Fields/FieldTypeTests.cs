using System.Text.RegularExpressions;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Tests.Core.Fields;

public sealed class FieldTypeTests
{
    [Fact]
    public void There_are_these_types_and_each_says_its_own_name()
    {
        Assert.Equal(
            ["addresses", "assign", "choice", "choices", "cidr", "file", "ip", "lines", "mac", "number", "secret", "text", "vlan", "vlans", "yesno"],
            FieldTypes.All.Keys.Order(StringComparer.Ordinal));
        Assert.All(FieldTypes.All, entry => Assert.Equal(entry.Key, entry.Value.Name));
    }

    [Theory]
    [InlineData("text", "anything at all")]
    [InlineData("text", "")]
    [InlineData("ip", "192.0.2.1")]
    [InlineData("ip", "0.0.0.0")]
    [InlineData("ip", "255.255.255.255")]
    [InlineData("ip", "2001:db8::1")]
    [InlineData("ip", "2001:DB8:0:0:0:0:0:1")]
    [InlineData("ip", "::")]
    [InlineData("ip", "::ffff:192.0.2.1")]
    [InlineData("cidr", "192.0.2.1/24")]
    [InlineData("cidr", "192.0.2.1/0")]
    [InlineData("cidr", "192.0.2.1/32")]
    [InlineData("cidr", "2001:db8::/128")]
    [InlineData("mac", "02:00:5e:10:00:01")]
    [InlineData("mac", "02-00-5E-10-00-FF")]
    [InlineData("file", "/etc/ssl/key with space.pem")]
    [InlineData("number", "-5")]
    [InlineData("number", "9223372036854775807")]
    [InlineData("vlan", "0")]
    [InlineData("vlan", "4095")]
    public void A_text_of_the_right_form_is_taken_as_it_is(string type, string text)
    {
        var value = Parse(type, text, out var reason);

        Assert.Equal("", reason);
        Assert.Equal(text, value!.ToString());
    }

    [Theory]
    [InlineData("text", "bell\a")]
    [InlineData("text", "two\nlines")]
    [InlineData("ip", "")]
    [InlineData("ip", "192.0.2")]
    [InlineData("ip", "192.0.2.256")]
    [InlineData("ip", "192.0.2.01")]
    [InlineData("ip", "0x7f.1")]
    [InlineData("ip", "3221225985")]
    [InlineData("ip", "192.0.2.1/24")]
    [InlineData("ip", "[2001:db8::1]")]
    [InlineData("ip", "[2001:db8::1]:80")]
    [InlineData("ip", "2001:db8:::1")]
    [InlineData("ip", "host.example")]
    [InlineData("cidr", "192.0.2.1")]
    [InlineData("cidr", "192.0.2.1/")]
    [InlineData("cidr", "192.0.2.1/33")]
    [InlineData("cidr", "192.0.2.1/-1")]
    [InlineData("cidr", "192.0.2.1/+8")]
    [InlineData("cidr", "192.0.2.1/ 8")]
    [InlineData("cidr", "192.0.2.1/24/24")]
    [InlineData("cidr", "2001:db8::/129")]
    [InlineData("cidr", "192.0.2.1/99999999999999999999")]
    [InlineData("cidr", "192.0.2.1/٣")]
    [InlineData("mac", "02:00:5e:10:00")]
    [InlineData("mac", "02:00:5e:10:00:01:02")]
    [InlineData("mac", "02:00:5e:10:00:0g")]
    [InlineData("mac", "02005e100001")]
    [InlineData("mac", "02:00:5e:10:00-01")]
    [InlineData("file", "")]
    [InlineData("file", "/tmp/a\0b")]
    [InlineData("number", "")]
    [InlineData("number", "1.5")]
    [InlineData("number", "1e3")]
    [InlineData("number", "1,000")]
    [InlineData("number", "9223372036854775808")]
    [InlineData("vlan", "-1")]
    [InlineData("vlan", "4096")]
    public void A_text_of_a_wrong_form_is_refused_with_a_sentence(string type, string text)
    {
        Assert.Null(Parse(type, text, out var reason));
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scoped_address_is_no_address_for_a_setting()
    {
        Assert.Null(Parse("ip", "fe80::1%eth0", out _));
        Assert.Null(Parse("cidr", "fe80::1%1/64", out _));
    }

    [Theory]
    [InlineData("ip", "  192.0.2.1 ", "192.0.2.1")]
    [InlineData("text", " a b ", "a b")]
    [InlineData("number", " 12 ", "12")]
    public void Space_around_what_was_typed_does_not_count(string type, string text, string expected)
        => Assert.Equal(expected, Parse(type, text, out _)!.ToString());

    [Fact]
    public void A_pattern_refuses_with_its_help_or_with_the_pattern()
    {
        var field = Field("text") with { Pattern = new Regex("^[a-z]+$"), PatternHelp = "Small letters." };

        Assert.NotNull(field.Type.Parse("abc", field, out _));
        Assert.Null(field.Type.Parse("ABC", field, out var reason));
        Assert.Equal("Small letters.", reason);
        Assert.Null(field.Type.Parse("ABC", field with { PatternHelp = null }, out reason));
        Assert.Equal("'ABC' must match ^[a-z]+$.", reason);
    }

    [Theory]
    [InlineData(null, null, 0L, true)]
    [InlineData(14L, 65535L, 14L, true)]
    [InlineData(14L, 65535L, 65535L, true)]
    [InlineData(14L, 65535L, 13L, false)]
    [InlineData(14L, 65535L, 65536L, false)]
    [InlineData(0L, null, -1L, false)]
    [InlineData(null, 0L, 1L, false)]
    public void A_number_must_be_between_min_and_max(long? min, long? max, long number, bool fits)
    {
        var field = Field("number") with { Min = min, Max = max };

        Assert.Equal(fits, field.Type.Accept(Value.Of(number), field, out var reason) is not null);
        Assert.Equal(fits, reason.Length == 0);
    }

    [Theory]
    [InlineData(14L, 20L, "13 is not between 14 and 20.")]
    [InlineData(14L, null, "13 is less than 14.")]
    [InlineData(null, 12L, "13 is more than 12.")]
    public void The_reason_names_the_ends_that_there_are(long? min, long? max, string expected)
    {
        var field = Field("number") with { Min = min, Max = max };

        Assert.Null(field.Type.Accept(Value.Of(13), field, out var reason));
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void A_field_may_narrow_a_vlan_down()
    {
        var field = Field("vlan") with { Min = 1 };

        Assert.Null(field.Type.Accept(Value.Of(0), field, out var reason));
        Assert.Equal("0 is not between 1 and 4095.", reason);
    }

    [Theory]
    [InlineData("10", "10")]
    [InlineData("10, 20,30", "10, 20, 30")]
    [InlineData("30-33 5", "5, 30-33")]
    [InlineData("7-7", "7")]
    [InlineData("3,1,3,2-3", "1-3")]
    [InlineData("", "")]
    [InlineData(" , ,", "")]
    [InlineData("0,4095", "0, 4095")]
    public void Vlans_are_typed_as_a_list_with_ranges_and_kept_in_order(string text, string expected)
    {
        var field = Field("vlans");
        var value = field.Type.Parse(text, field, out var reason);

        Assert.Equal("", reason);
        Assert.Equal(expected, field.Type.Format(value!));
        Assert.All(value!.Items, item => Assert.NotNull(item.AsNumber));
    }

    [Theory]
    [InlineData("10-")]
    [InlineData("-10")]
    [InlineData("10-20-30")]
    [InlineData("20-10")]
    [InlineData("4090-4096")]
    [InlineData("0-99999999999999")]
    [InlineData("99999999999999999999")]
    [InlineData("a")]
    [InlineData("1;2")]
    public void Vlans_that_cannot_be_are_refused_with_a_sentence(string text)
    {
        Assert.Null(Parse("vlans", text, out var reason));
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_range_of_vlans_is_4096_of_them()
        => Assert.Equal(4096, Parse("vlans", "0-4095", out _)!.Items.Length);

    [Theory]
    [InlineData("10", "10")]
    [InlineData("10, 11", "10, 11")]
    [InlineData("30,10-12 31 32", "10-12, 30-32")]
    [InlineData("0-4095", "0-4095")]
    public void Vlans_are_shown_as_one_would_type_them(string typed, string shown)
        => Assert.Equal(shown, Field("vlans").Type.Format(Parse("vlans", typed, out _)!));

    [Theory]
    [InlineData("yes", true)]
    [InlineData("Y", true)]
    [InlineData(" TRUE ", true)]
    [InlineData("1", true)]
    [InlineData("no", false)]
    [InlineData("N", false)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    public void Yes_and_no_are_taken_in_the_usual_words(string text, bool expected)
        => Assert.Equal(expected, Parse("yesno", text, out _)!.AsTruth);

    [Fact]
    public void Yes_or_no_refuses_anything_else()
    {
        var field = Field("yesno");

        Assert.Null(field.Type.Parse("perhaps", field, out var reason));
        Assert.Equal("'perhaps' is neither yes nor no.", reason);
        Assert.Null(field.Type.Accept(Value.Of("yes"), field, out reason));
        Assert.Equal("'yes' is neither true nor false.", reason);
        Assert.Equal(("yes", "no"), (field.Type.Format(Value.Of(true)), field.Type.Format(Value.Of(false))));
    }

    [Fact]
    public void A_choice_must_be_one_of_the_wizards_own_list()
    {
        var field = Field("choice") with { Choices = [new("a", "A"), new("b", "B")] };

        Assert.Equal("b", field.Type.Accept(Value.Of("b"), field, out _)!.AsText);
        Assert.Null(field.Type.Accept(Value.Of("c"), field, out var reason));
        Assert.Equal("'c' is not one of a, b.", reason);
        Assert.Null(field.Type.Accept(Value.Of(1), field, out reason));
        Assert.Equal("1 is not one of the choices, as a text.", reason);
    }

    [Fact]
    public void A_choice_from_the_backend_takes_any_text_here()
        => Assert.Equal("br7", Field("choice").Type.Accept(Value.Of("br7"), Field("choice") with { From = "bridges" }, out _)!.AsText);

    [Fact]
    public void Choices_are_several_each_once_and_all_on_the_list()
    {
        var field = Field("choices") with { Choices = [new("a", "A"), new("b", "B")] };

        Assert.Equal(["a", "b"], field.Type.Parse("a, b a", field, out _)!.Texts);
        Assert.Equal(["a"], field.Type.Accept(Value.Of("a"), field, out _)!.Texts);
        Assert.Null(field.Type.Parse("a c", field, out var reason));
        Assert.Equal("'c' is not one of a, b.", reason);
    }

    [Fact]
    public void A_secret_is_typed_but_never_accepted_from_a_file()
    {
        var field = Field("secret");

        Assert.Equal(" s3cret ", field.Type.Parse(" s3cret ", field, out _)!.AsText);
        Assert.Null(field.Type.Accept(Value.Of("s3cret"), field, out var reason));
        Assert.Contains("{\"env\": \"NAME\"}", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "a text")]
    [InlineData("ip", "an IP address")]
    [InlineData("mac", "a MAC address")]
    public void A_value_of_another_kind_is_named_in_the_reason(string type, string expected)
    {
        var field = Field(type);
        (Value Value, string Name)[] wrong =
        [
            (Value.Of(7), "7"), (Value.Of(true), "true"), (Value.List(["a"]), "a list"), (Value.Map(("a", Value.Of(1))), "an object"), (Value.Nothing, "null"),
        ];
        foreach (var (value, name) in wrong)
        {
            Assert.Null(field.Type.Accept(value, field, out var reason));
            Assert.StartsWith($"{name} is not {expected}", reason, StringComparison.Ordinal);
        }
    }

    private static FieldDefinition Field(string type) => new() { Id = "f", Label = "F", Type = FieldTypes.All[type] };

    private static Value? Parse(string type, string text, out string reason)
    {
        var field = Field(type);
        return field.Type.Parse(text, field, out reason);
    }
}
