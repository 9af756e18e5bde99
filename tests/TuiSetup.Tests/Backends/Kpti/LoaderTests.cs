using TuiSetup.Backends.Kpti.Boot;
using TuiSetup.Core.Plans;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>How each boot loader gets the word, and how it is taken away again.</summary>
public sealed class LoaderTests
{
    private const string Entry = "/boot/loader/entries/6.1.conf", LoaderInfo = "/sys/firmware/efi/efivars/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";

    [Fact]
    public async Task Systemd_boot_gets_it_in_each_entry_and_for_kernels_to_come()
    {
        using var host = SystemdBoot();
        var (entry, line) = (host.Read(Entry), "root=/dev/vda2 ro quiet");
        host.Machine.Write("/etc/kernel/cmdline", line + "\n");

        var plan = await host.PlanAsync(KptiHost.Answers("on"));
        await host.ApplyAsync(plan);

        Assert.Equal(line + " pti=on\n", host.Read("/etc/kernel/cmdline"));
        Assert.Equal("title Debian\nversion 6.1\noptions root=/dev/vda2 ro quiet pti=on\nlinux /6.1/linux\n", host.Read(Entry));
        Assert.True((await host.PlanAsync(KptiHost.Answers("on"))).ChangesNothing);

        await host.UndoAsync(plan);
        Assert.Equal((entry, line + "\n"), (host.Read(Entry), host.Read("/etc/kernel/cmdline")));
    }

    [Fact]
    public async Task Without_a_file_of_its_own_systemd_boot_begins_with_the_line_of_the_running_kernel()
    {
        using var host = SystemdBoot();
        host.Machine.Write("/proc/cmdline", "initrd=\\6.1\\initrd BOOT_IMAGE=/x root=/dev/vda2 ro nopti\n");

        var plan = await host.PlanAsync(KptiHost.Answers("auto"));
        await host.ApplyAsync(plan);
        Assert.Equal("root=/dev/vda2 ro pti=auto\n", host.Read("/etc/kernel/cmdline"));

        await host.UndoAsync(plan);
        Assert.False(host.Has("/etc/kernel/cmdline"));
    }

    [Fact]
    public async Task Systemd_boot_tries_an_entry_once_beside_the_others()
    {
        using var host = SystemdBoot();
        var variable = host.Machine.Root + "/sys/firmware/efi/efivars/LoaderEntryOneShot-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";
        host.Program = (_, arguments) =>
        {
            File.WriteAllBytes(variable, [7, 0, 0, 0, .. System.Text.Encoding.Unicode.GetBytes(arguments[1] + "\0")]);
            return "";
        };

        var plan = await host.PlanAsync(KptiHost.Answers("on", once: true));
        await host.ApplyAsync(plan);

        Assert.Equal(["bootctl set-oneshot tuisetup-kpti.conf"], host.Runs);
        Assert.Contains("options root=/dev/vda2 ro quiet pti=on\n", host.Read("/boot/loader/entries/tuisetup-kpti.conf"));
        Assert.DoesNotContain("pti=", host.Read(Entry));

        await host.UndoAsync(plan);
        Assert.False(host.Has("/boot/loader/entries/tuisetup-kpti.conf"));
    }

    [Fact]
    public async Task Grubby_changes_all_entries_in_one_call_and_gives_each_its_own_words_back()
    {
        using var host = new KptiHost("intel-kabylake-metal");
        var grubby = new Grubby(("/boot/vmlinuz-1", "ro quiet nopti"), ("/boot/vmlinuz-2", "ro quiet"));
        host.Program = grubby.Run;

        var plan = await host.PlanAsync(KptiHost.Answers("auto"));
        host.Runs.Clear();
        await host.ApplyAsync(plan);

        Assert.Contains("grubby --update-kernel=ALL --remove-args=pti nopti --args=pti=auto", host.Runs);
        Assert.Equal(["ro quiet pti=auto", "ro quiet pti=auto"], grubby.Lines);

        await host.UndoAsync(plan);
        Assert.Equal(["ro quiet nopti", "ro quiet"], grubby.Lines);
    }

    [Fact]
    public async Task What_a_tool_does_otherwise_than_planned_is_seen_when_it_is_read_back()
    {
        using var host = new KptiHost("intel-kabylake-metal");
        host.Program = (_, _) => "kernel=\"/boot/vmlinuz-1\"\nargs=\"ro quiet\"\n";

        var plan = await host.PlanAsync(KptiHost.Answers("on"));
        var unit = plan.Units()[0];
        await host.Backend.ApplyAsync(unit, new Progress<string>(), TestContext.Current.CancellationToken);

        Assert.Equal(StepState.Before, (await host.Backend.InspectAsync(unit, TestContext.Current.CancellationToken)).State);
    }

    [Theory]
    [InlineData("ro quiet", "ro quiet pti=on")]
    [InlineData("ro pti=off quiet nopti", "ro quiet pti=on")]
    [InlineData("ro mitigations=auto,nosmt \"a b\"=c", "ro mitigations=auto,nosmt \"a b\"=c pti=on")]
    [InlineData("", "pti=on")]
    public void The_word_is_the_only_one_of_its_kind_and_all_else_stays(string line, string expected) => Assert.Equal(expected, BootWords.With(line, "pti=on"));

    [Fact]
    public void Only_entries_that_grub_mkconfig_made_of_our_own_kernels_are_ours()
    {
        var entries = GrubConfig.Parse("""
            ### BEGIN /etc/grub.d/10_linux ###
            menuentry 'Debian'\''s' --class debian $menuentry_id_option 'gnulinux-simple' {
            	load_video
            	linux	/vmlinuz-6.1 root=/dev/vda1 ro  quiet
            	initrd	/initrd.img-6.1
            }
            submenu 'Advanced options' $menuentry_id_option 'gnulinux-advanced' {
            	menuentry 'Debian, with Linux 6.1 (recovery mode)' --class debian {
            		linux	/vmlinuz-6.1 root=/dev/vda1 ro single
            	}
            }
            ### END /etc/grub.d/10_linux ###
            ### BEGIN /etc/grub.d/30_os-prober ###
            menuentry 'Another system (on /dev/vdb1)' {
            	linux /boot/vmlinuz root=/dev/vdb1
            }
            """.Split('\n'));

        Assert.Equal([("Debian's", "linux /vmlinuz-6.1 root=/dev/vda1 ro quiet", false), ("Debian, with Linux 6.1 (recovery mode)", "linux /vmlinuz-6.1 root=/dev/vda1 ro single", true)],
            entries.Select(entry => (entry.Title, entry.Line, entry.IsRecovery)));
    }

    [Theory]
    [InlineData("/dev/vda1 / ext4 rw 0 0", false)]
    [InlineData("/dev/vda1 / ext4 ro,relatime 0 0", true)]
    [InlineData("/dev/vda1 / ext4 ro 0 0|/dev/vda2 /boot ext4 rw 0 0", false)]
    [InlineData("/dev/vda1 / ext4 rw 0 0|/dev/vda2 /boot ext4 ro 0 0|/dev/vda3 /boot-old ext4 rw 0 0", true)]
    [InlineData("/dev/vda1 / ext4 rw 0 0|/dev/vda2 /boot ext4 ro 0 0|/dev/vda2 /boot ext4 rw 0 0", false)]
    public void A_boot_folder_is_read_only_by_its_last_mount(string mounts, bool isReadOnly)
        => Assert.Equal(isReadOnly, BootFolder.IsReadOnly(mounts.Split('|'), "/boot/grub"));

    private static KptiHost SystemdBoot()
    {
        var host = new KptiHost("intel-sapphirerapids-metal");
        File.Delete(host.Machine.Root + "/boot/loader/entries/one.conf");
        host.Machine.Write(Entry, "title Debian\nversion 6.1\noptions root=/dev/vda2 ro quiet\nlinux /6.1/linux\n");
        Assert.True(host.Has(LoaderInfo));
        return host;
    }

    /// <summary>As grubby(8) documents itself: --info, --update-kernel, --args and --remove-args; a word without a value removes any.</summary>
    private sealed class Grubby(params (string Kernel, string Line)[] entries)
    {
        public IEnumerable<string> Lines => entries.Select(entry => entry.Line);

        public string Run(string program, IReadOnlyList<string> arguments)
        {
            if (arguments is ["--info=ALL"])
            {
                return string.Concat(entries.Select((entry, index) => $"index={index}\nkernel=\"{entry.Kernel}\"\nargs=\"{entry.Line}\"\nroot=\"UUID=1\"\nid=\"{index}\"\n"));
            }

            string Value(string name) => arguments.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";
            var removed = Value("--remove-args").Split(' ');
            foreach (var index in Enumerable.Range(0, entries.Length).Where(index => Value("--update-kernel") is var kernel && (kernel == "ALL" || kernel == entries[index].Kernel)))
            {
                entries[index].Line = string.Join(' ', entries[index].Line.Split(' ').Where(word => !removed.Contains(word.Split('=')[0]))
                    .Concat(Value("--args").Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }

            return "";
        }
    }
}
