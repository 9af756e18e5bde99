using TuiSetup.Core.Wizards;
using TuiSetup.Plain;

namespace TuiSetup.Tests.Program.Plain;

public sealed class NumberedListTests
{
    private static readonly NumberedList List = NumberedList.Of(
        [new("eth0", "Eth0"), new("eth1", "eth1"), new("br", "br"), new("br-int", "br-int"), new("2", "2"), new("a b", "a b"), new("x-y", "x-y")]);

    [Theory]
    [InlineData("1", 0)]
    [InlineData(" 3 ", 2)]
    [InlineData("eth0", 0)]
    [InlineData("eth", 1)]
    [InlineData("Eth", 0)]
    [InlineData("ETH1", 1)]
    [InlineData("br", 2)]
    [InlineData("br-", 3)]
    [InlineData("#2", 1)]
    [InlineData("#5", 4)]
    [InlineData("5", 4)]
    [InlineData("a b", 5)]
    public void An_entry_is_found_by_number_name_or_the_start_of_its_name(string text, int index)
    {
        Assert.Equal(index, List.Find(text, out var reason));
        Assert.Equal("", reason);
    }

    [Theory]
    [InlineData("0", "neither a number between 1 and 7")]
    [InlineData("8", "neither a number between 1 and 7")]
    [InlineData("", "neither a number")]
    [InlineData("ET", "'ET' is the start of Eth0, eth1.")]
    [InlineData("b", "'b' is the start of br, br-int.")]
    [InlineData("2", "2 is eth1, and 5 is called 2. Type #2 or #5.")]
    [InlineData("##2", "neither a number")]
    public void What_is_not_sure_is_not_guessed(string text, string told)
    {
        Assert.Equal(-1, List.Find(text, out var reason));
        Assert.StartsWith(told, reason.Replace($"'{text}' is neither", "neither", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,3-4", "0 2 3")]
    [InlineData("4 1", "0 3")]
    [InlineData("a b, x-y", "5 6")]
    [InlineData("eth1 br", "1 2")]
    [InlineData("1-7, 3", "0 1 2 3 4 5 6")]
    public void Several_are_numbers_ranges_and_names(string text, string indices)
        => Assert.Equal(indices, string.Join(' ', List.FindAll(text, out _)!));

    [Theory]
    [InlineData("4-2", "4-2 is not a range")]
    [InlineData("0-2", "0-2 is not a range")]
    [InlineData("6-99999999999", "neither")]
    [InlineData("1, no", "neither")]
    public void One_that_is_wrong_stops_them_all(string text, string told)
    {
        Assert.Null(List.FindAll(text, out var reason));
        Assert.Contains(told, reason, StringComparison.Ordinal);
    }
}
