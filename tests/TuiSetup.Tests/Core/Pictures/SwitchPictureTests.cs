using TuiSetup.Core.Pictures;

namespace TuiSetup.Tests.Core.Pictures;

public sealed class SwitchPictureTests
{
    [Fact]
    public void Ports_stand_beside_the_switch_and_a_note_beside_the_first_that_has_it()
    {
        var drawn = SwitchPicture.Draw("br0", [new("v-gw", "promiscuous"), new("to-br1", "trunk")], [new("v-i1", "isolated 101"), new("v-i2", "isolated 101"), new("v-c1", "community 102")]);

        Assert.Equal(
            """
                                        ┌───────┐
                   promiscuous   v-gw ──┤       ├── v-i1 isolated 101
                         trunk to-br1 ──┤  br0  ├── v-i2
                                        │       ├── v-c1 community 102
                                        └───────┘
            """,
            string.Join('\n', drawn));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(4000)]
    public void It_fits_a_terminal_whatever_the_names_and_however_many_ports(int ports)
    {
        var legs = Enumerable.Range(0, ports).Select(number => new Leg($"a-port-with-a-long-name-{number}", $"a note that is long as well {number}")).ToList();
        var drawn = SwitchPicture.Draw("a-bridge-with-a-very-long-name", legs, legs);

        Assert.All(drawn, line => Assert.InRange(line.Length, 1, 70));
        Assert.InRange(drawn.Length, 3, 16);
        Assert.Equal(ports > 14, drawn.Any(line => line.Contains($"and {ports - 13} more", StringComparison.Ordinal)));
    }
}
