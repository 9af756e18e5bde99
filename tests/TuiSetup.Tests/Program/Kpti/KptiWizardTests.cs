using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Kpti;

/// <summary>The wizard on a machine with Debian's GRUB tools and systemd, through a reboot.</summary>
[Collection(ApplianceFixture.Name)]
public sealed class KptiWizardTests(ApplianceFixture fixture) : IAsyncLifetime
{
    private readonly KptiMachine _machine = new(fixture.Machine);

    public async ValueTask InitializeAsync() => await _machine.PrepareAsync();

    public async ValueTask DisposeAsync() => await fixture.Machine.TryAsync("sh", "-c", "systemctl disable -q " + KptiMachine.Unit + "; rm -f /etc/systemd/system/" + KptiMachine.Unit + "; systemctl daemon-reload; umount /boot; umount /proc/1/environ");

    [Fact]
    public async Task The_word_gets_onto_the_lines_of_usual_boots_and_undo_leaves_every_byte_as_it_was()
    {
        var before = await _machine.ReadAsync(KptiMachine.Config);

        var applied = await _machine.ApplyAsync("""{ "pti": "on", "once": false, "compare": false }""");

        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.All(await _machine.LinesAsync(), line => Assert.Equal(!line.Contains(" single ", StringComparison.Ordinal), line.EndsWith("quiet pti=on", StringComparison.Ordinal)));
        Assert.Equal(5, (await _machine.LinesAsync()).Length);
        Assert.Contains("GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT pti=on\"", await _machine.ReadAsync(KptiMachine.DropIn));
        Assert.Equal(0, (await _machine.ApplyAsync("""{ "pti": "on", "once": false, "compare": false }""")).ExitCode);

        var undone = await _machine.ProgramAsync("undo");

        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal(before, await _machine.ReadAsync(KptiMachine.Config));
        Assert.False(await _machine.HasAsync(KptiMachine.DropIn));
    }

    [Fact]
    public async Task A_kernel_that_was_installed_since_stays_when_the_word_goes()
    {
        Assert.Equal(0, (await _machine.ApplyAsync("""{ "pti": "on", "once": false, "compare": false }""")).ExitCode);
        await fixture.Machine.RunAsync("sh", "-c", "echo kernel >/boot/vmlinuz-6.1.0-20-amd64; echo initrd >/boot/initrd.img-6.1.0-20-amd64; update-grub 2>&1");

        var undone = await _machine.ProgramAsync("undo");

        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Contains(await _machine.LinesAsync(), line => line.Contains("vmlinuz-6.1.0-20-amd64", StringComparison.Ordinal));
        Assert.DoesNotContain(await _machine.LinesAsync(), line => line.Contains("pti=", StringComparison.Ordinal));
        Assert.False(await _machine.HasAsync(KptiMachine.DropIn));
    }

    [Fact]
    public async Task Another_word_takes_the_place_of_the_one_before()
    {
        Assert.Equal(0, (await _machine.ApplyAsync("""{ "pti": "on", "once": false, "compare": false }""")).ExitCode);
        Assert.Equal(0, (await _machine.ApplyAsync("""{ "pti": "auto", "once": false, "compare": false }""")).ExitCode);

        Assert.All((await _machine.LinesAsync()).Where(line => !line.Contains(" single ", StringComparison.Ordinal)), line => Assert.EndsWith("quiet pti=auto", line));
    }

    [Fact]
    public async Task One_boot_gets_an_entry_of_its_own_and_the_usual_lines_stay()
    {
        var before = await _machine.ReadAsync(KptiMachine.Config);
        await fixture.Machine.RunAsync("sh", "-c", "echo '# of the admin' >" + KptiMachine.Custom);

        var applied = await _machine.ApplyAsync("""{ "pti": "on", "once": true, "compare": false }""");

        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.Equal("next_entry=tuisetup-kpti", (await fixture.Machine.RunAsync("grub-editenv", "/boot/grub/grubenv", "list")).Trim());
        var custom = await _machine.ReadAsync(KptiMachine.Custom);
        Assert.StartsWith("# of the admin\n", custom);
        Assert.Contains("\tlinux /boot/vmlinuz-6.1.0-18-amd64 root=", custom.Replace("linux\t", "linux ", StringComparison.Ordinal));
        Assert.Contains(" quiet pti=on\n", custom);
        Assert.Equal(before, await _machine.ReadAsync(KptiMachine.Config));
        Assert.Equal(0, (await fixture.Machine.TryAsync("grub-script-check", KptiMachine.Custom)).ExitCode);

        var undone = await _machine.ProgramAsync("undo");

        Assert.True(undone.ExitCode == 0, undone.Stdout + undone.Stderr);
        Assert.Equal("# of the admin\n", await _machine.ReadAsync(KptiMachine.Custom));
        Assert.Equal("", (await fixture.Machine.RunAsync("grub-editenv", "/boot/grub/grubenv", "list")).Trim());
    }

    [Fact]
    public async Task After_the_reboot_it_says_that_all_is_as_planned_and_what_a_kernel_entry_costs()
    {
        var applied = await _machine.ApplyAsync("""{ "pti": "auto", "once": false, "compare": true }""");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);

        await fixture.Machine.RebootAsync("root=/dev/vda1", "pti=auto");
        var log = await WaitForUnitAsync();

        Assert.Contains("The kernel was booted with pti=auto, as planned.", log);
        Assert.Contains("Before: ", log);
        Assert.Contains("After:  ", log);
        Assert.Equal("success", (await fixture.Machine.RunAsync("systemctl", "show", "--value", "-p", "Result", KptiMachine.Unit)).Trim());

        // It has run; the next boot is none of its business.
        await fixture.Machine.RebootAsync("root=/dev/vda1", "pti=auto");
        await fixture.Machine.WaitUntilRunningAsync();
        Assert.Equal("no", (await fixture.Machine.RunAsync("systemctl", "show", "--value", "-p", "ConditionResult", KptiMachine.Unit)).Trim());
    }

    [Fact]
    public async Task After_the_one_boot_it_says_how_to_keep_the_word()
    {
        var applied = await _machine.ApplyAsync("""{ "pti": "auto", "once": true, "compare": true }""");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);

        await fixture.Machine.RebootAsync("root=/dev/vda1", "pti=auto");

        Assert.Contains("This boot alone has it. To keep it, run the wizard again", await WaitForUnitAsync());
    }

    [Fact]
    public async Task A_reboot_without_the_planned_word_is_told_of_and_the_unit_fails()
    {
        Assert.Equal(0, (await _machine.ApplyAsync("""{ "pti": "auto", "once": false, "compare": true }""")).ExitCode);

        await fixture.Machine.RebootAsync("root=/dev/vda1");

        Assert.Contains("The kernel was not booted with pti=auto: its line is root=/dev/vda1.", await WaitForUnitAsync());
        Assert.Equal("failed", (await fixture.Machine.TryAsync("systemctl", "is-failed", KptiMachine.Unit)).Stdout.Trim());
    }

    [Fact]
    public async Task A_boot_folder_that_is_full_or_read_only_stops_it_before_anything_is_changed()
    {
        await fixture.Machine.RunAsync("sh", "-c", "cp -a /boot /var/tmp/boot && mount -t tmpfs -o size=512k tmpfs /boot && cp -a /var/tmp/boot/. /boot/ && rm -r /var/tmp/boot");
        var full = await _machine.ApplyAsync("""{ "pti": "on", "once": false, "compare": false }""");
        await fixture.Machine.RunAsync("mount", "-o", "remount,ro,size=8m", "/boot");
        var readOnly = await _machine.ApplyAsync("""{ "pti": "on", "once": false, "compare": false }""");

        Assert.Equal((3, 3), (full.ExitCode, readOnly.ExitCode));
        Assert.Contains("/boot/grub is full", full.Stdout + full.Stderr);
        Assert.Contains("/boot/grub is mounted read-only", readOnly.Stdout + readOnly.Stderr);
        Assert.False(await _machine.HasAsync(KptiMachine.DropIn));
    }

    [Fact]
    public async Task When_update_grub_fails_the_file_goes_again_and_its_words_are_told()
    {
        await fixture.Machine.RunAsync("sh", "-c", "printf '#!/bin/sh\\necho no room for it >&2\\nexit 7\\n' >/usr/sbin/update-grub");

        var failed = await _machine.ApplyAsync("""{ "pti": "on", "once": false, "compare": false }""");

        Assert.Equal(4, failed.ExitCode);
        Assert.Contains("update-grub ended with 7. no room for it", failed.Stdout + failed.Stderr);
        Assert.False(await _machine.HasAsync(KptiMachine.DropIn));
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task By_screens_it_shows_the_lines_before_they_are_written()
    {
        // Another test may have booted it with a word that is not to be tried any more.
        await fixture.Machine.RunAsync("sh", "-c", "echo root=/dev/vda1 >/run/usual-line; mount --bind /run/usual-line /proc/cmdline");
        await using var program = fixture.Machine.Open(
            new PtyOptions { Columns = 120, Rows = 40 }, "env", "TUISETUP_STATE_DIR=" + _machine.State, "TERM=xterm", "SSH_CONNECTION=", ApplianceFixture.Program, "run", "kpti");
        await program.WaitForTextAsync("What shall the kernel do against Meltdown");
        program.Resize(80, 24);
        await Screenshot.CheckAsync(program, "kpti", "What the kernel shall do against Meltdown", AnyProcessor);
        program.Send("\u001b[24~");
        await program.WaitForTextAsync("TuiSetup does not reboot");
        await Screenshot.CheckAsync(program, "kpti-reboot", "The change is measured over a reboot");
        program.Resize(120, 40);
        program.Send("\u001b[24~");
        await program.WaitForTextAsync("<Apply>");
        await program.WaitForScreenAsync(
            screen => string.Join(' ', screen.Text.Split((char[])[' ', '\n', '│', '▒'], StringSplitOptions.RemoveEmptyEntries)).Contains("linux /boot/vmlinuz-6.1.0-18-amd64 root=/dev/vda1 ro console=ttyS0 quiet pti=auto", StringComparison.Ordinal),
            "the line with the word");
        program.Send("\u001b");
        await program.WaitForTextAsync("Leave the wizard?");
        Assert.False(await _machine.HasAsync(KptiMachine.DropIn));
        await fixture.Machine.RunAsync("umount", "/proc/cmdline");
    }

    /// <summary>What off means depends on the processor.</summary>
    private static string AnyProcessor(string screen) => screen.Replace("off: programs can read all memory", "off; this CPU does not need it   ", StringComparison.Ordinal);

    /// <summary>What the unit wrote into the journal, when it has come to its end.</summary>
    private async Task<string> WaitForUnitAsync()
    {
        await fixture.Machine.RunAsync("sh", "-c", "systemctl is-system-running --wait || true");
        return await fixture.Machine.RunAsync("journalctl", "-b", "-o", "cat", "-u", KptiMachine.Unit);
    }
}
