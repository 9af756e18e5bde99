using TuiSetup.Backends.Kpti.Advice;

namespace TuiSetup.Tests.Backends.Kpti;

/// <summary>What is odd about a machine has a sentence of its own.</summary>
public sealed class RemarkTests
{
    [Theory]
    [InlineData("intel-rhel7-unpatched", "has no /sys/devices/system/cpu/vulnerabilities/meltdown")]
    [InlineData("intel-broadwell-docker", "This is a container (docker)")]
    [InlineData("intel-broadwell-docker", "CPUs 4-7 are there and not online")]
    [InlineData("intel-broadwell-docker", "may run on CPUs 2-3 alone")]
    [InlineData("intel-broadwell-docker", "leaves this process 0.5 of a CPU")]
    [InlineData("xen-pv-old", "There is one CPU")]
    [InlineData("amd-epyc-kvm", "set by the host")]
    [InlineData("s390x", "set by zipl")]
    [InlineData("intel-skylake-pti-off", "contradicts itself (pti=auto pti=off)")]
    [InlineData("power9", "neither x86 nor ARM")]
    [InlineData("nothing", "/proc/cpuinfo cannot be read, or lists no CPU")]
    [InlineData("intel-4.14-insecure", "INVPCID is missing beside PCID")]
    public void Each_has_its_own(string name, string sentence)
    {
        using var recorded = new RecordedMachine(name);

        Assert.Contains(Remarks.Of(recorded.Read()), remark => remark.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_usual_guest_has_none()
    {
        using var recorded = new RecordedMachine("intel-skylake-kvm");

        Assert.Empty(Remarks.Of(recorded.Read()));
    }

    [Theory]
    [InlineData("/", "-1", "100000", "none")]
    [InlineData("/user.slice", "150000", "100000", "1.5")]
    public void The_limit_of_an_old_control_group_counts_as_well(string group, string quota, string period, string expected)
    {
        using var recorded = new RecordedMachine("intel-skylake-kvm");
        recorded.Write("/proc/self/cgroup", $"3:cpu,cpuacct:{group}\n1:name=systemd:/\n");
        recorded.Write($"/sys/fs/cgroup/cpu{group.TrimEnd('/')}/cpu.cfs_quota_us", quota + "\n");
        recorded.Write($"/sys/fs/cgroup/cpu{group.TrimEnd('/')}/cpu.cfs_period_us", period + "\n");

        Assert.Equal(expected, recorded.Read().Quota?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none");
    }
}
