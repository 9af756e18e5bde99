using TuiSetup.TestKit;
using TuiSetup.Tests.Package;

namespace TuiSetup.Tests.Consoles;

/// <summary>The appliance: the package in a private machine, and its unit at the first boot and at later ones.</summary>
public sealed class FirstBootTests
{
    private const string F12 = "\e[24~", LetGo = "\u001d", TakeOver = "\u0014", PressAKey = "Press a key to set up this machine.";
    private const string Unit = "tuisetup-first-boot.service", Stamp = "/var/lib/tuisetup/first-boot.done";

    private static readonly ApplianceOptions Options = new() { HasConsoles = true, Packages = [DebFile.Path], Enable = [Unit] };

    [Fact]
    public async Task An_appliance_is_set_up_on_its_consoles_and_stays_as_it_was_set_up()
    {
        await using var machine = await Appliance.StartAsync(Options, TestContext.Current.CancellationToken);
        var (screen, serial) = (machine.Screen!, machine.Serial!);

        await AsksOnBothAsync(machine);
        await FirstKeyHasItAsync(machine);
        await GoesOnWithoutItsLineAsync(machine);
        await LeftItAsksAgainAsync(machine);

        // It is done once it is done, whatever comes of what is offered next.
        await AnswerAsync(screen);
        await machine.RunAsync("test", "-e", Stamp);
        screen.Send("\r");
        await screen.WaitForTextAsync("appliance-7 login:");
        await serial.WaitForTextAsync("appliance-7 login:");

        await machine.RebootAsync();
        await screen.WaitForTextAsync("appliance-7 login:");
        await machine.WaitUntilRunningAsync();
        Assert.Equal("inactive", (await machine.TryAsync("systemctl", "is-active", Unit)).Stdout.Trim());
        Assert.Equal("appliance-7", (await machine.RunAsync("hostname")).Trim());
        await machine.PeerAsync("ping", "-q", "-c3", "-i0.2", "-W2", "10.90.0.2");

        await machine.RebootAsync("tuisetup.first_boot=1");
        await screen.WaitForTextAsync(PressAKey);
        screen.Send(" ");
        await screen.WaitForTextAsync("Language (1 of");
    }

    [Fact]
    public async Task The_package_can_be_removed_while_it_asks_and_the_consoles_are_given_back()
    {
        await using var machine = await Appliance.StartAsync(Options, TestContext.Current.CancellationToken);
        var (screen, serial) = (machine.Screen!, machine.Serial!);
        await AsksOnBothAsync(machine);
        screen.Send(" ");
        await screen.WaitForTextAsync("Language (1 of");

        // Nothing keeps the package manager from stopping services here.
        await machine.RunAsync("rm", "/usr/sbin/policy-rc.d");
        await machine.RunAsync("dpkg", "--remove", "tuisetup");

        await screen.WaitForTextAsync("appliance login:");
        await serial.WaitForTextAsync("appliance login:");
        Assert.NotEqual(0, (await machine.TryAsync("systemctl", "is-active", Unit)).ExitCode);
        Assert.NotEqual(0, (await machine.TryAsync("pgrep", "-x", "tuisetup")).ExitCode);
    }

    private static async Task AsksOnBothAsync(Appliance machine)
    {
        await machine.Screen!.WaitForTextAsync(PressAKey);
        await machine.Serial!.WaitForTextAsync(PressAKey);

        // The boot does not wait for it, and nobody else reads the consoles.
        await machine.WaitUntilRunningAsync();
        foreach (var getty in (string[])["getty@tty1", "serial-getty@ttyS0"])
        {
            Assert.Equal("inactive", (await machine.TryAsync("systemctl", "is-active", getty)).Stdout.Trim());
        }
    }

    private static async Task FirstKeyHasItAsync(Appliance machine)
    {
        var (screen, serial) = (machine.Screen!, machine.Serial!);
        serial.Send(" ");
        await serial.WaitForTextAsync("Language (1 of");
        await screen.WaitForTextAsync("This machine is being set up at ttyS0.");

        // Another key there does nothing, unless it is the one that takes it over.
        screen.Send("x");
        serial.Send(F12);
        await serial.WaitForTextAsync("Keyboard (2 of");
        screen.Send(TakeOver);
        await screen.WaitForTextAsync("Keyboard (2 of");
        await serial.WaitForTextAsync("This machine is being set up at tty1.");
        screen.Send(LetGo);
        await screen.WaitForTextAsync("The setup of this machine has begun.");
        await serial.WaitForTextAsync("Press a key to go on with it here.");
    }

    private static async Task GoesOnWithoutItsLineAsync(Appliance machine)
    {
        var screen = machine.Screen!;
        var options = new PtyOptions { Columns = 100, Rows = 30 };
        await using (var session = machine.Open(options, "env", "SSH_CONNECTION=192.0.2.7 40000 192.0.2.1 22", "tuisetup", "attach"))
        {
            await session.WaitForTextAsync("Keyboard (2 of");
            await screen.WaitForTextAsync("This machine is being set up at SSH from 192.0.2.7.");
            session.Send(F12);
            await session.WaitForTextAsync("Name (3 of");
            session.HangUp();
            await screen.WaitForTextAsync("The setup of this machine has begun.");
        }

        await using var again = machine.Open(new PtyOptions(), "tuisetup", "attach");
        await again.WaitForTextAsync("Name (3 of");
        again.Send(LetGo);
        Assert.Equal(0, await again.WaitForExitAsync());
        Assert.Contains("'tuisetup attach' comes back to it.", again.Screen.Text, StringComparison.Ordinal);
        Assert.True(again.SettingsKept);
        await screen.WaitForTextAsync("The setup of this machine has begun.");
    }

    private static async Task LeftItAsksAgainAsync(Appliance machine)
    {
        var (screen, serial) = (machine.Screen!, machine.Serial!);
        screen.Send(" ");
        await screen.WaitForTextAsync("Name (3 of");
        await using var session = machine.Open(new PtyOptions(), "tuisetup", "attach");
        await session.WaitForTextAsync("Name (3 of");
        session.Send("\u0003");
        Assert.Equal(130, await session.WaitForExitAsync());
        await screen.WaitForTextAsync("appliance login:");
        await serial.WaitForTextAsync("appliance login:");
        Assert.Equal(6, (await machine.TryAsync("tuisetup", "attach")).ExitCode);
        Assert.Equal("inactive", (await machine.TryAsync("systemctl", "is-active", Unit)).Stdout.Trim());
        Assert.NotEqual(0, (await machine.TryAsync("test", "-e", Stamp)).ExitCode);

        await machine.RebootAsync("tuisetup.first_boot=0");
        await screen.WaitForTextAsync("appliance login:");
        await machine.WaitUntilRunningAsync();
        Assert.Equal("inactive", (await machine.TryAsync("systemctl", "is-active", Unit)).Stdout.Trim());

        await machine.RebootAsync();
        await screen.WaitForTextAsync(PressAKey);
        screen.Send(" ");
        await screen.WaitForTextAsync("Language (1 of");
    }

    private static async Task AnswerAsync(PtyConsole screen)
    {
        await StepAsync(screen, F12, "Keyboard (2 of");
        await StepAsync(screen, F12, "Name (3 of");
        screen.Send("\u0015appliance-7");
        await StepAsync(screen, F12, "Time zone (4 of");
        await StepAsync(screen, F12, "Clock (5 of");
        await StepAsync(screen, F12, "Network card (6 of");
        await StepAsync(screen, F12, "Address (7 of");
        await StepAsync(screen, "\e[B", "Gateway");
        screen.Send("\t10.90.0.2/24\t10.90.0.1");
        await StepAsync(screen, F12, "IPv6 (8 of");
        await StepAsync(screen, F12, "Name servers (9 of");
        await StepAsync(screen, F12, "Access (10 of");
        await StepAsync(screen, F12, "Services (11 of");
        await StepAsync(screen, F12, "Review (12 of");
        await StepAsync(screen, "\r", "Keep");
        await StepAsync(screen, "\r", "Ok");
        await StepAsync(screen, "\r", "What next?");
    }

    private static async Task StepAsync(PtyConsole screen, string keys, string next)
    {
        screen.Send(keys);
        await screen.WaitForTextAsync(next);
    }
}
