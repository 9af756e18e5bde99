using TuiSetup.Backends.Kpti.Advice;
using TuiSetup.Backends.Kpti.Boot;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>What is advised for machines of every kind.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("intel-skylake-kvm", "LeaveOn", "KVM", "PCID makes it as cheap as it can be", "")]
    [InlineData("intel-westmere-kvm", "ExposePcid", "KVM", "The best fix costs no security", "+pcid,+invpcid")]
    [InlineData("intel-haswell-vmware", "ExposePcid", "VMware", "without PCID", "virtual hardware version 11")]
    [InlineData("intel-haswell-hyperv", "ExposePcid", "Hyper-V", "without PCID", "CompatibilityForMigrationEnabled")]
    [InlineData("intel-broadwell-xen-hvm", "ExposePcid", "Xen", "without PCID", "cpuid=")]
    [InlineData("intel-icelake-kvm-hidden", "FixCpuModel", "KVM", "were made without Meltdown", "+arch-capabilities,+rdctl-no")]
    [InlineData("intel-cascadelake-kvm-hidden", "FixCpuModel", "KVM", "does not pass on", "host-passthrough")]
    [InlineData("intel-cascadelake-kvm", "NothingToGain", "KVM", "nothing to gain", "")]
    [InlineData("intel-sapphirerapids-metal", "NothingToGain", "", "nothing to gain", "")]
    [InlineData("intel-kabylake-metal", "LeaveOn", "", "Leave it on", "")]
    [InlineData("intel-core2-metal", "LeaveOn", "", "The CPU has no PCID", "")]
    [InlineData("intel-skylake-nopti", "TurnOn", "KVM", "off by the kernel command line", "now: nopti")]
    [InlineData("intel-haswell-mitigations-off", "TurnOn", "KVM", "off by the kernel command line", "now: mitigations=off")]
    [InlineData("intel-skylake-attack-vectors", "TurnOn", "KVM", "off by the kernel command line", "now: mitigations=auto;no_user_kernel,no_guest_host")]
    [InlineData("intel-skylake-pti-off", "TurnOn", "VMware", "off by the kernel command line", "now: pti=auto pti=off")]
    [InlineData("intel-skylake-nopcid", "DropNoPcid", "KVM", "Take the word away", "nopcid")]
    [InlineData("intel-broadwell-docker", "LeaveOn", "", "Leave it on", "")]
    [InlineData("intel-rhel7-unpatched", "UpdateKernel", "VMware", "Install a kernel that has it", "")]
    [InlineData("intel-ubuntu16-kaiser", "LeaveOn", "Xen", "Leave it on", "")]
    [InlineData("intel-4.14-insecure", "LeaveOn", "Xen", "Leave it on", "")]
    [InlineData("intel-atom-bonnell", "NothingToGain", "", "does not have Meltdown", "")]
    [InlineData("intel-i686-without", "UpdateKernel", "", "has no page-table isolation", "")]
    [InlineData("amd-epyc-kvm", "NothingToGain", "KVM", "nothing to gain", "")]
    [InlineData("amd-zen-forced", "DropForce", "KVM", "because the kernel command line forces it", "take pti=on off")]
    [InlineData("amd-opteron-old", "NothingToGain", "", "does not have Meltdown", "")]
    [InlineData("xen-pv-domu", "HypervisorMatter", "Xen PV", "paravirtual guest of Xen", "")]
    [InlineData("xen-pv-old", "HypervisorMatter", "Xen", "XPTI", "")]
    [InlineData("intel-odd-words", "Unknown", "KVM", "Sideways: all of it", "")]
    [InlineData("arm-neoverse-n1-kvm", "NothingToGain", "KVM", "nothing to gain", "")]
    [InlineData("arm-cortex-a75-metal", "LeaveOn", "", "Leave it on", "")]
    [InlineData("arm-cortex-a75-off", "TurnOn", "", "Turn it on", "kpti=0")]
    [InlineData("arm-old-kernel", "Unknown", "KVM", "told by nothing", "")]
    [InlineData("power9", "OtherMitigation", "", "RFI Flush, L1D private per thread", "")]
    [InlineData("s390x", "NothingToGain", "", "nothing to gain", "")]
    [InlineData("riscv", "Unknown", "", "told by nothing", "")]
    [InlineData("nothing", "Unknown", "", "told by nothing", "")]
    public void It_follows_from_the_files_of_the_machine(string name, string verdict, string hypervisor, string sentence, string setting)
    {
        using var recorded = new RecordedMachine(name);
        var machine = recorded.Read();

        var advice = Recommendation.For(machine);

        Assert.Equal(verdict, advice.Verdict.ToString());
        Assert.Equal(hypervisor, machine.Hypervisor.Name);
        Assert.Contains(sentence, advice.Summary);
        Assert.True(setting.Length == 0 ? advice.Settings.IsEmpty : advice.Settings.Any(line => line.Contains(setting, StringComparison.Ordinal)), string.Join('\n', advice.Settings));
    }

    [Fact]
    public void Each_recorded_machine_is_in_the_table()
        => Assert.Equal(
            RecordedMachine.Names.Order(StringComparer.Ordinal),
            typeof(AdviceTests).GetMethod(nameof(It_follows_from_the_files_of_the_machine))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
                .Select(data => (string)((InlineDataAttribute)data).Data[0]!).Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_is_ever_advised_that_turns_off_all_mitigations()
        => Assert.All(RecordedMachine.Names, name =>
        {
            using var recorded = new RecordedMachine(name);
            Assert.DoesNotContain(Recommendation.For(recorded.Read()).Settings, setting => setting.StartsWith("mitigations=off", StringComparison.Ordinal) || setting.Contains("add mitigations=off", StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("intel-skylake-kvm", "Grub")]
    [InlineData("intel-kabylake-metal", "Grubby")]
    [InlineData("intel-sapphirerapids-metal", "SystemdBoot")]
    [InlineData("intel-rhel7-unpatched", "Other")]
    [InlineData("arm-cortex-a75-metal", "Other")]
    [InlineData("s390x", "Other")]
    [InlineData("amd-epyc-kvm", "Host")]
    public void The_boot_loader_is_known_by_its_files(string name, string kind)
    {
        using var recorded = new RecordedMachine(name);

        Assert.Equal(Enum.Parse<BootLoaderKind>(kind), recorded.Read().Loader.Kind);
    }

    [Fact]
    public void The_register_that_tells_of_the_fix_is_read_where_it_can_be()
    {
        using var told = new RecordedMachine("intel-cascadelake-kvm");
        using var untold = new RecordedMachine("intel-cascadelake-kvm-hidden");

        Assert.True(told.Read().IsFixed);
        Assert.Null(untold.Read().IsFixed);
    }

    [Fact]
    public void Whether_the_kernel_was_made_with_it_is_known_by_any_of_its_names()
    {
        using var renamed = new RecordedMachine("intel-skylake-attack-vectors");
        using var arm = new RecordedMachine("arm-neoverse-n1-kvm");
        using var without = new RecordedMachine("intel-i686-without");
        using var broken = new RecordedMachine("intel-sapphirerapids-metal");

        Assert.True(renamed.Read().HasIsolation);
        Assert.True(arm.Read().HasIsolation);
        Assert.False(without.Read().HasIsolation);
        Assert.Null(broken.Read().HasIsolation);
    }
}
