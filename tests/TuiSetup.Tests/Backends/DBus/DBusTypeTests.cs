using TuiSetup.Backends.DBus;

namespace TuiSetup.Tests.Backends.DBus;

public sealed class DBusTypeTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("s", 1)]
    [InlineData("ybnqiuxtdsoghv", 14)]
    [InlineData("a{sv}(ii)aas", 3)]
    [InlineData("ssa(sv)a(sa(sv))", 4)]
    public void A_signature_is_its_complete_types(string signature, int count)
    {
        var types = DBusType.ParseAll(signature);

        Assert.Equal(count, types.Length);
        Assert.Equal(signature, string.Concat(types));
    }

    [Theory]
    [InlineData("z", "'z' is no type (character 1)")]
    [InlineData("a", "a type is missing at the end")]
    [InlineData("(", "')' is missing")]
    [InlineData("()", "a struct is empty")]
    [InlineData("{sv}", "an entry stands outside of an array")]
    [InlineData("a{vs}", "the key of an entry is not basic")]
    [InlineData("a{s}", "'}' is no type")]
    [InlineData("a{sss}", "'}' is missing")]
    [InlineData("i)", "')' is no type (character 2)")]
    public void What_is_no_signature_says_where_and_why(string signature, string reason)
    {
        Assert.False(DBusType.TryParseAll(signature, out _, out var said));
        Assert.Contains(reason, said);
        Assert.Throws<FormatException>(() => DBusType.ParseAll(signature));
    }

    [Fact]
    public void Depth_and_length_have_limits()
    {
        Assert.Single(DBusType.ParseAll(new string('a', 32) + "i"));
        Assert.False(DBusType.TryParseAll(new string('a', 33) + "i", out _, out _));
        Assert.Single(DBusType.ParseAll(new string('(', 32) + "i" + new string(')', 32)));
        Assert.False(DBusType.TryParseAll(new string('(', 33) + "i" + new string(')', 33), out _, out _));
        Assert.Equal(255, DBusType.ParseAll(new string('i', 255)).Length);
        Assert.False(DBusType.TryParseAll(new string('i', 256), out _, out _));
    }

    [Fact]
    public void A_dictionary_knows_its_key_and_value()
    {
        var type = DBusType.Parse("a{s(iv)}");

        Assert.True(type.IsDictionary);
        Assert.Equal(["s", "(iv)"], type.Parts[0].Parts.Select(part => part.Signature));
    }
}
