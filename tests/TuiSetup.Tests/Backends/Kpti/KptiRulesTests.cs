using TuiSetup.Backends.Kpti;
using TuiSetup.Backends.Kpti.Advice;
using TuiSetup.Backends.Kpti.Reports;
using TuiSetup.Core.Problems;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>What stands against a change has a sentence of its own.</summary>
public sealed class KptiRulesTests
{
    private const string Config = """
        ### BEGIN /etc/grub.d/10_linux ###
        menuentry 'Debian' {
        	linux /vmlinuz-6.1 root=/dev/vda1 ro quiet
        }
        ### END /etc/grub.d/10_linux ###
        """;

    [Theory]
    [InlineData("amd-epyc-kvm", "set by the host")]
    [InlineData("arm-neoverse-n1-kvm", "on x86 alone")]
    [InlineData("s390x", "on x86 alone")]
    [InlineData("xen-pv-domu", "paravirtual guest of Xen")]
    [InlineData("intel-broadwell-docker", "This is a container (docker)")]
    [InlineData("intel-rhel7-unpatched", "GRUB by grub2-mkconfig, which TuiSetup does not change")]
    public async Task A_machine_where_it_cannot_be_changed_says_why(string machine, string sentence)
    {
        using var host = new KptiHost(machine);

        var problem = Assert.Single(await host.CheckAsync(KptiHost.Answers("auto")));

        Assert.Equal(Severity.Error, problem.Severity);
        Assert.Contains(sentence, problem.Message);
    }

    [Fact]
    public async Task Turning_it_off_where_it_is_needed_takes_the_word_typed_and_a_reason()
    {
        using var host = Grub();

        var problems = await host.CheckAsync(KptiHost.Answers("off"));

        Assert.Contains(problems, problem => problem is { Severity: Severity.Confirm, Phrase: "pti=off" } && problem.Message.Contains("can read all of its memory", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem is { Severity: Severity.Error, Field: "reason" });
        Assert.DoesNotContain(await host.CheckAsync(KptiHost.Answers("off", reason: "one tenant, no code of others")), problem => problem.Severity == Severity.Error);
        Assert.DoesNotContain(await host.CheckAsync(KptiHost.Answers("auto")), problem => problem.Severity != Severity.Warning);
    }

    [Fact]
    public async Task Who_turned_it_off_and_why_stands_in_the_file()
    {
        using var host = Grub();
        host.Program = (_, _) => Config;

        var plan = await host.PlanAsync(KptiHost.Answers("off", reason: "one tenant", confirmed: "pti=off"));

        Assert.Contains("# alice: one tenant", plan.Steps[0].After["file"].Texts);
        Assert.Contains("pti=off", plan.Answers[0].Confirmed);
        Assert.Equal("linux /vmlinuz-6.1 root=/dev/vda1 ro quiet pti=off", plan.Steps[0].After["Debian"].AsText);
    }

    [Theory]
    [InlineData("sometimes")]
    [InlineData("on\"; reboot #")]
    public async Task Another_word_is_none_and_gets_nowhere(string pti)
    {
        using var host = Grub();

        var problem = Assert.Single(await host.CheckAsync(KptiHost.Answers(pti)));

        Assert.Equal((Severity.Error, $"'{pti}' is not auto, on or off."), (problem.Severity, problem.Message));
    }

    [Fact]
    public void A_reason_cannot_leave_its_comment()
        => Assert.Equal(
            ["# bob: tired reboot", "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT pti=off\""],
            TuiSetup.Backends.Kpti.Boot.GrubDefaults.Lines("pti=off", "bob: tired\n reboot").Skip(1));

    [Theory]
    [InlineData("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"nopti\"", "/etc/default/grub has nopti in GRUB_CMDLINE_LINUX, which contradicts pti=auto.")]
    [InlineData("/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT='quiet pti=off'", "/etc/default/grub has pti=off in GRUB_CMDLINE_LINUX_DEFAULT")]
    [InlineData("/etc/default/grub.d/50-cloud.cfg", "  GRUB_CMDLINE_LINUX_DEFAULT=\"mitigations=off console=ttyS0\"", "50-cloud.cfg has mitigations=off")]
    [InlineData("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"mitigations=auto;no_user_kernel\"", "has mitigations=auto;no_user_kernel in GRUB_CMDLINE_LINUX")]
    [InlineData("/etc/default/grub.d/99-last.cfg", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"", "99-last.cfg is read after")]
    public async Task What_an_admin_wrote_against_it_is_named_and_not_edited(string file, string line, string sentence)
    {
        using var host = Grub();
        host.Machine.Write(file, line + "\n");

        var errors = (await host.CheckAsync(KptiHost.Answers("auto"))).Where(problem => problem.Severity == Severity.Error);

        Assert.Contains(sentence, Assert.Single(errors).Message);
        Assert.Equal(line + "\n", host.Read(file));
    }

    [Theory]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT quiet\"")]
    [InlineData("# GRUB_CMDLINE_LINUX_DEFAULT=\"pti=off\"")]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=\"${GRUB_CMDLINE_LINUX_DEFAULT} quiet pti=auto\"")]
    public async Task What_is_not_against_it_is_no_problem(string line)
    {
        using var host = Grub();
        host.Machine.Write("/etc/default/grub.d/99-last.cfg", line + "\n");

        Assert.DoesNotContain(await host.CheckAsync(KptiHost.Answers("auto")), problem => problem.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("auto", true)]
    [InlineData("on", false)]
    public async Task A_running_line_that_keeps_it_off_is_told_of_where_no_file_of_an_admin_tells(string pti, bool isProblem)
    {
        using var host = new KptiHost("intel-kabylake-metal");
        host.Machine.Write("/proc/cmdline", "ro mitigations=off\n");

        Assert.Equal(isProblem, (await host.CheckAsync(KptiHost.Answers(pti))).Any(problem => problem.Message.Contains("has mitigations=off, which wins", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_grub_cfg_that_was_written_by_hand_is_told_of()
    {
        using var host = Grub();
        host.Machine.Write("/boot/grub/grub.cfg", "menuentry 'mine' {\n linux /vmlinuz\n}\n");

        Assert.Contains(await host.CheckAsync(KptiHost.Answers("auto")), problem => problem.Message.Contains("was edited by hand", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_read_only_boot_folder_is_told_of()
    {
        using var host = Grub();
        host.Machine.Write("/proc/self/mounts", "/dev/vda1 / ext4 rw 0 0\n/dev/vda2 /boot ext4 ro,relatime 0 0\n");

        Assert.Contains("/boot/grub is mounted read-only", Assert.Single(await host.CheckAsync(KptiHost.Answers("auto"))).Message);
    }

    [Fact]
    public async Task A_boot_once_needs_a_loader_that_can()
    {
        using var host = Grub();

        Assert.Contains(await host.CheckAsync(KptiHost.Answers("auto", once: true)), problem => problem is { Severity: Severity.Error, Field: "once" });
        host.Machine.Write("/boot/grub/grub.cfg", Config + "\nif [ -f ${config_directory}/custom.cfg ]; then\n");
        Assert.DoesNotContain(await host.CheckAsync(KptiHost.Answers("auto", once: true)), problem => problem.Severity == Severity.Error);
    }

    [Fact]
    public async Task A_kernel_that_was_made_without_it_cannot_have_it_turned_on()
    {
        using var host = Grub();
        host.Machine.Write("/boot/config-6.1.0-18-amd64", "# CONFIG_PAGE_TABLE_ISOLATION is not set\n");

        Assert.Contains(await host.CheckAsync(KptiHost.Answers("on")), problem => problem.Message.Contains("was made without page-table isolation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_advice_is_told_before_anything_is_applied()
    {
        using var host = Grub();

        Assert.Contains(await host.CheckAsync(KptiHost.Answers("auto")), problem => problem.Severity == Severity.Warning && problem.Message.Contains("Leave it on", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pti=off", "ro quiet pti=off", false, true, "booted with pti=off, as planned.")]
    [InlineData("pti=off", "ro quiet pti=off", true, false, "is on, and off was planned.")]
    [InlineData("pti=off", "ro quiet", true, false, "was not booted with pti=off")]
    [InlineData("pti=auto", "ro pti=auto", true, true, "is on, as planned.")]
    [InlineData("pti=on", "pti=on pti=off", false, false, "was not booted with pti=on")]
    public void After_the_reboot_what_was_planned_is_compared_with_what_is(string word, string line, bool isOn, bool isAsPlanned, string sentence)
    {
        var (holds, text) = KptiAfter.Judge(word, new KptiReport
        {
            At = DateTimeOffset.UnixEpoch,
            Host = "guest",
            Machine = new MachineSummary { CommandLine = line, IsIsolated = isOn, IsAffected = true },
            Recommendation = new Recommendation(Verdict.LeaveOn, "", []),
        });

        Assert.Equal(isAsPlanned, holds);
        Assert.Contains(sentence, text);
    }

    private static KptiHost Grub()
    {
        var host = new KptiHost("intel-skylake-kvm");
        host.Machine.Write("/boot/grub/grub.cfg", Config);
        return host;
    }
}
