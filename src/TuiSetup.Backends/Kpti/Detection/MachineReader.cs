using System.Buffers.Binary;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Kpti.Boot;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>Reads the machine. Every file may be missing; nothing needs root but the one register.</summary>
internal sealed class MachineReader(RootFiles files, ICpuid cpuid)
{
    private const string Cpus = "/sys/devices/system/cpu/";

    /// <summary>Files without which the advice is less sure.</summary>
    private static readonly string[] Needed = [MeltdownFile.Path, "/proc/cpuinfo", "/proc/cmdline"];

    public Machine Read()
    {
        var tree = new SystemTree(files);
        var cpu = CpuInfo.Parse(tree.Text("/proc/cpuinfo"));
        var release = tree.Text("/proc/sys/kernel/osrelease") ?? "";
        var online = CpuSet.Parse(tree.Text(Cpus + "online")) is { IsEmpty: false } listed ? listed : [.. Enumerable.Range(0, cpu.Count)];
        return new Machine
        {
            Cpu = cpu,
            Meltdown = MeltdownFile.Parse(tree.Text(MeltdownFile.Path)),
            CommandLine = KernelCommandLine.Parse(tree.Text("/proc/cmdline") ?? ""),
            Hypervisor = Hypervisor.Read(tree, cpu, cpuid),
            Loader = BootLoaderReader.Read(tree),
            Release = release,
            HasIsolation = KernelConfig.HasIsolation(tree, release),
            ArchCapabilities = tree.At("/dev/cpu/0/msr", 0x10A, sizeof(ulong)) is { } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : null,
            Container = ContainerMark.Read(tree),
            HugePages = tree.Text("/sys/kernel/mm/transparent_hugepage/enabled")?.Split('[', ']') is [_, var chosen, ..] ? chosen : "",
            Online = online,
            Offline = [.. CpuSet.Parse(tree.Text(Cpus + "present")).Except(online)],
            Allowed = CpuSet.Parse(tree.Lines("/proc/self/status").FirstOrDefault(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal))?.Split(':')[1].Trim()),
            Quota = CpuQuota.Read(tree),
            Refused = [.. tree.Refused.Intersect(Needed)],
        };
    }
}
