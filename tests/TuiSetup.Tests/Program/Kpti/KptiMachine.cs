using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Kpti;

/// <summary>
/// The private machine as one that boots by GRUB: with Debian's real tools, two kernels of its own, and nothing that
/// says that it is a container. Its disk is the one thing that is made up, since GRUB's tools would look for a real one.
/// </summary>
internal sealed class KptiMachine(Appliance machine)
{
    public const string Config = "/boot/grub/grub.cfg", DropIn = "/etc/default/grub.d/60-tuisetup-kpti.cfg", Custom = "/boot/grub/custom.cfg", Unit = "tuisetup-kpti-after.service";

    private const string Setup = """
        umount /proc/1/environ /boot 2>/dev/null
        mount --bind /dev/null /proc/1/environ
        rm -rf /run/systemd/container /.dockerenv /boot/* /etc/default/grub /etc/default/grub.d
        mkdir -p /boot/grub /etc/default/grub.d
        printf '#!/bin/sh\ncase "$*" in *device*) echo /dev/vda1;; *fs_uuid*) echo 1111-2222;; *fs*) echo ext2;; *partmap*) echo gpt;; *abstraction*) ;; *hints*) ;; *) echo x;; esac\n' >/usr/sbin/grub-probe
        chmod 755 /usr/sbin/grub-probe
        printf 'GRUB_DEFAULT=0\nGRUB_TIMEOUT=5\nGRUB_DISTRIBUTOR=Debian\nGRUB_CMDLINE_LINUX_DEFAULT="quiet"\nGRUB_CMDLINE_LINUX="console=ttyS0"\n' >/etc/default/grub
        for version in 6.1.0-15-amd64 6.1.0-18-amd64; do echo kernel >/boot/vmlinuz-$version; echo initrd >/boot/initrd.img-$version; done
        printf '#!/bin/sh\nset -e\nexec grub-mkconfig -o /boot/grub/grub.cfg "$@"\n' >/usr/sbin/update-grub
        chmod 755 /usr/sbin/update-grub
        update-grub 2>&1
        """;

    public string State { get; } = $"/var/lib/tuisetup-{Guid.NewGuid():n}";

    /// <summary>The language that it speaks; null: the one of these tests.</summary>
    public string? Language { get; set; }

    public Appliance Appliance => machine;

    public async Task PrepareAsync() => await machine.RunAsync("sh", "-c", Setup);

    public Task<ProcessResult> ProgramAsync(params string[] arguments)
        => machine.TryAsync(["env", "TUISETUP_STATE_DIR=" + State, "SUDO_USER=alice", "SSH_CONNECTION=", .. Language is null ? [] : (string[])["TUISETUP_LANGUAGE=" + Language], ApplianceFixture.Program, .. arguments]);

    public async Task<ProcessResult> ApplyAsync(string answers, string more = "")
        => await ProgramAsync("run", "kpti", "--answers", await AnswersAsync(answers, more), "--yes");

    /// <summary>Writes an answer file into the machine; the result is its path there.</summary>
    public async Task<string> AnswersAsync(string answers, string more = "")
    {
        using var folder = new TempFolder();
        var path = $"/var/tmp/answers-{Guid.NewGuid():n}.json";
        await machine.PutAsync(folder.Write("answers", $$"""{ "wizard": "kpti", "answers": {{answers}}{{more}} }"""), path);
        return path;
    }

    public Task<string> ReadAsync(string path) => machine.RunAsync("cat", path);

    public async Task<bool> HasAsync(string path) => (await machine.TryAsync("test", "-e", path)).ExitCode == 0;

    /// <summary>The lines of the kernel in grub.cfg.</summary>
    public async Task<string[]> LinesAsync()
        => [.. (await ReadAsync(Config)).Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("linux\t", StringComparison.Ordinal)).Select(line => line.Replace('\t', ' '))];
}
