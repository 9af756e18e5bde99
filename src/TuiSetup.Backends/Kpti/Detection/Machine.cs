using System.Collections.Immutable;
using TuiSetup.Backends.Kpti.Boot;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>All that the advice depends on, as this machine's files and its CPU tell it.</summary>
internal sealed record Machine
{
    /// <summary>IA32_ARCH_CAPABILITIES, bit 0: the CPU has no Meltdown.</summary>
    private const ulong RdclNo = 1;

    private static readonly string[] Unaffected = ["AuthenticAMD", "HygonGenuine"];

    public required CpuInfo Cpu { get; init; }

    public required MeltdownFile Meltdown { get; init; }

    public required KernelCommandLine CommandLine { get; init; }

    public required Hypervisor Hypervisor { get; init; }

    public required BootLoader Loader { get; init; }

    /// <summary>Release such as <c>6.1.0-31-amd64</c>; empty when it cannot be read.</summary>
    public string Release { get; init; } = "";

    /// <summary>Whether the kernel was made with page-table isolation; null when its configuration cannot be read.</summary>
    public bool? HasIsolation { get; init; }

    /// <summary>IA32_ARCH_CAPABILITIES; null where it cannot be read.</summary>
    public ulong? ArchCapabilities { get; init; }

    /// <summary>What container this is; empty when it is none.</summary>
    public string Container { get; init; } = "";

    /// <summary>Transparent huge pages: always, madvise, never; empty when it is not told.</summary>
    public string HugePages { get; init; } = "";

    public ImmutableArray<int> Online { get; init; } = [];

    /// <summary>CPUs that are there and are not online.</summary>
    public ImmutableArray<int> Offline { get; init; } = [];

    /// <summary>CPUs that this process may run on.</summary>
    public ImmutableArray<int> Allowed { get; init; } = [];

    /// <summary>CPUs' worth of time that the control group leaves; null when nothing limits it.</summary>
    public double? Quota { get; init; }

    /// <summary>Files that would have told more and may not be read.</summary>
    public ImmutableArray<string> Refused { get; init; } = [];

    public bool HasPcid => Cpu.Flags.Contains("pcid");

    public bool HasInvpcid => Cpu.Flags.Contains("invpcid");

    public bool HasArchCapabilities => Cpu.Flags.Contains("arch_capabilities");

    /// <summary>Whether page-table isolation is on; null when that is not told.</summary>
    public bool? IsIsolated => Meltdown.State switch
    {
        MeltdownState.XenPv or MeltdownState.Odd => null,
        MeltdownState.Isolated => true,
        _ when Cpu.Flags.Contains("pti") || Cpu.Flags.Contains("kaiser") => true,
        MeltdownState.Missing when !Cpu.IsX86 => null,
        _ => false,
    };

    /// <summary>Whether the kernel takes the CPU for one with the bug, or would if it knew of it; null when that cannot be said.</summary>
    public bool? IsAffected => Meltdown.State switch
    {
        MeltdownState.NotAffected => false,
        MeltdownState.Isolated or MeltdownState.Vulnerable => true,
        MeltdownState.Missing when Cpu.Bugs.Contains("cpu_meltdown") || Cpu.Bugs.Contains("cpu_insecure") => true,
        MeltdownState.Missing when Unaffected.Contains(Cpu.Vendor) => false,
        MeltdownState.Missing when Cpu.Vendor == "GenuineIntel" => !(IsFixed == true || IntelModels.NeverHadIt(Cpu)),
        _ => null,
    };

    /// <summary>Whether the CPU itself says that it has no such bug; null when it cannot be asked.</summary>
    public bool? IsFixed => ArchCapabilities is { } bits ? (bits & RdclNo) != 0 : null;

    /// <summary>
    /// Whether the hypervisor hides that the CPU has no such bug: its model is one that was made without it, and the
    /// register that would say so is not passed on.
    /// </summary>
    public bool HidesTheFix => Hypervisor.IsThere && Meltdown.State == MeltdownState.Isolated && !HasArchCapabilities && IntelModels.WasMadeWithoutIt(Cpu);
}
