using TuiSetup.Backends.Relay;

namespace TuiSetup.Tests.Backends.Relay;

/// <summary>Addresses, ranges and prefixes of both families.</summary>
public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7-192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.8-192.0.2.15", "192.0.2.8/29")]
    [InlineData("192.0.2.7-192.0.2.15", "192.0.2.7-192.0.2.15")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("2001:DB8:0::11", "2001:db8::11")]
    [InlineData("2001:db8::/64", "2001:db8::/64")]
    [InlineData("::/0", "::/0")]
    [InlineData("fd79::fffe-fd79::1:2", "fd79::fffe-fd79::1:2")]
    public void It_is_written_as_nft_writes_it(string text, string expected)
        => Assert.Equal(expected, AddressRange.Parse(text, out _).ToString());

    [Theory]
    [InlineData("192.0.2.300", "is neither an address")]
    [InlineData("192.0.2", "is neither an address")]
    [InlineData("010.0.0.1", "is neither an address")]
    [InlineData("fe80::1%eth0", "is neither an address")]
    [InlineData("192.0.2.9-192.0.2.7", "ends before it begins")]
    [InlineData("192.0.2.9-fd79::1", "ends before it begins")]
    [InlineData("192.0.2.9/33", "is neither an address")]
    [InlineData("192.0.2.9/24", "the prefix is 192.0.2.0/24")]
    [InlineData("fd79::1/64", "the prefix is fd79::/64")]
    [InlineData("", "is neither an address")]
    public void What_is_none_is_refused_with_its_reason(string text, string reason)
    {
        Assert.Null(AddressRange.Parse(text, out var why));
        Assert.Contains(reason, why);
    }

    [Fact]
    public void Those_side_by_side_are_joined_and_families_are_not()
        => Assert.Equal(
            ["10.0.0.1-10.0.0.3", "10.0.0.5", "255.255.255.255", "::1"],
            AddressRange.Join(new[] { "::1", "10.0.0.3", "10.0.0.5", "10.0.0.1", "10.0.0.2", "255.255.255.255" }.Select(text => AddressRange.Parse(text, out _)!.Value)).Select(range => range.ToString()));

    [Fact]
    public void The_last_address_of_all_ends_the_row()
        => Assert.Equal(["255.255.255.254", "255.255.255.255"], AddressRange.Parse("255.255.255.254/31", out _)!.Value.Addresses().Select(address => address.ToString()));
}
