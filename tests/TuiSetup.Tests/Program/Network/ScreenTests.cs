using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Network;

/// <summary>The way through the screens, by keys alone, until what was set is taken back.</summary>
[Collection(NetworkManagerFixture.Name)]
public sealed class ScreenTests(NetworkManagerFixture fixture) : IAsyncLifetime
{
    private const string Next = "\e[24~", Enter = "\r", Tab = "\t", ClearLine = "\x0b\x15";

    private readonly NetworkProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        await fixture.Lab.NmcliAsync("connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "uplink", "ipv4.method", "manual", "ipv4.addresses", "10.80.0.9/24", "ipv6.method", "disabled");
        await fixture.Lab.NmcliAsync("connection", "up", "uplink");
    }

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task An_address_is_changed_kept_within_its_time_and_taken_back()
    {
        await using var terminal = _program.OpenCommand("run", "network", "--guard", "900", "--proof", "none");
        var tape = new Tape(terminal, "network", "Another address for this machine, kept within its time and taken back", Mask);
        await tape.SeeAsync("What shall be set up?");
        await tape.GoAsync(Enter, "Which network card is it");
        await tape.GoAsync(Enter, "How does it get its IPv4 address?");
        await tape.PressAsync(Tab, ClearLine);
        await tape.TypeAsync("10.80.0.5/24" + Tab + "10.80.0.1");
        await Screenshot.CheckAsync(terminal, "network-address", "The address of this machine");
        await tape.GoAsync(Next, "IPv6 (4 of 6)");
        await tape.GoAsync(Next, "(5 of 6)");
        await tape.GoAsync(Next, "<Apply>", reading: 5);
        await Screenshot.CheckAsync(terminal, "network-review", "The review: what is set before and after", Mask);
        await tape.GoAsync(Enter, "99%", reading: 4);
        await Screenshot.CheckAsync(terminal, "network-countdown", "What nobody keeps in time is taken back", Mask);
        Assert.Equal("10.80.0.5/24", await _program.AddressesAsync("eth0"));
        await tape.GoAsync(Enter, "Done.", reading: 4);
        await tape.PressAsync(Tab);
        await tape.GoAsync(Enter, "99%", reading: 4);
        await tape.GoAsync(Enter, "Undone.", reading: 4);
        await tape.EndAsync();
        Assert.Equal("10.80.0.9/24", await _program.AddressesAsync("eth0"));
    }

    private static string Mask(string screen) => Masks.Addresses(Masks.Countdown(screen));
}
