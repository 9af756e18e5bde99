using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;

namespace TuiSetup.Tests.Backends.DBus;

/// <summary>Arguments and replies in busctl's words.</summary>
public sealed class BusctlTests
{
    [Theory]
    [InlineData("s", "text")]
    [InlineData("sb", "a true")]
    [InlineData("ynqiuxtd", "255 -32768 65535 -1 4294967295 -9 18446744073709551615 1.5")]
    [InlineData("as", "2 a b")]
    [InlineData("ay", "3 0 1 255")]
    [InlineData("a{sv}", "2 one s text two u 7")]
    [InlineData("(si)v", "x 1 as 1 y")]
    [InlineData("og", "/a/b a{sv}")]
    [InlineData("aas", "2 1 x 0")]
    public void What_is_read_is_written_again_the_same(string signature, string words)
        => Assert.Equal($"{signature} {words}", BusctlWriter.Write(BusctlReader.Read(signature, words.Split(' '))).Replace("\"", ""));

    [Theory]
    [InlineData("y", "256", "'256' is not a value of type y")]
    [InlineData("u", "-1", "'-1' is not a value of type u")]
    [InlineData("b", "maybe", "neither true nor false")]
    [InlineData("o", "no/path", "not an object path")]
    [InlineData("g", "z", "'z' is no type")]
    [InlineData("as", "two", "number of elements")]
    [InlineData("as", "2 a", "missing at the end")]
    [InlineData("s", "a b", "'b' is one argument too many")]
    [InlineData("v", "z 1", "'z' is no type")]
    [InlineData("a", "1", "a type is missing")]
    public void What_does_not_fit_says_which_word_and_why(string signature, string words, string reason)
        => Assert.Contains(reason, Assert.Throws<FormatException>(() => BusctlReader.Read(signature, words.Split(' '))).Message);

    [Fact]
    public void Texts_are_quoted_as_C_does()
        => Assert.Equal(@"s ""a\""b\\c\n\t\033""", BusctlWriter.Write([DBusValue.Of("a\"b\\c\n\t\x1b")]));

    [Fact]
    public void Numbers_may_be_hexadecimal() => Assert.Equal(255, BusctlReader.Read("u", ["0xff"])[0].AsNumber);
}
