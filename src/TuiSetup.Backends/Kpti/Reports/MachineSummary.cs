using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Reports;

/// <summary>The machine as a report keeps it: what tells one guest from another, and what the advice was made of.</summary>
internal sealed record MachineSummary
{
    public string Cpu { get; init; } = "";

    /// <summary>Architecture as the kernel has it, as far as the advice differs: x64, x86, arm or other.</summary>
    public string Architecture { get; init; } = "";

    public string Kernel { get; init; } = "";

    public string CommandLine { get; init; } = "";

    /// <summary>Empty on bare metal.</summary>
    public string Hypervisor { get; init; } = "";

    /// <summary>Empty where it is none.</summary>
    public string Container { get; init; } = "";

    /// <summary>The kernel's own words; null where it has none.</summary>
    public string? Meltdown { get; init; }

    public bool? IsAffected { get; init; }

    public bool? IsIsolated { get; init; }

    public bool HasPcid { get; init; }

    public bool HasInvpcid { get; init; }

    public bool HasArchCapabilities { get; init; }

    /// <summary>Whether the kernel was made with it; null where that is not told.</summary>
    public bool? HasIsolation { get; init; }

    public string Loader { get; init; } = "";

    public string HugePages { get; init; } = "";

    /// <summary>CPUs that are online, as the kernel lists them.</summary>
    public string Online { get; init; } = "";

    public static MachineSummary Of(Machine machine) => new()
    {
        Cpu = machine.Cpu.ModelName,
        Architecture = machine.Cpu.Architecture.ToString().ToLowerInvariant(),
        Kernel = machine.Release,
        CommandLine = machine.CommandLine.ToString(),
        Hypervisor = machine.Hypervisor.Name,
        Container = machine.Container,
        Meltdown = machine.Meltdown.State == MeltdownState.Missing ? null : machine.Meltdown.Text,
        IsAffected = machine.IsAffected,
        IsIsolated = machine.IsIsolated,
        HasPcid = machine.HasPcid,
        HasInvpcid = machine.HasInvpcid,
        HasArchCapabilities = machine.HasArchCapabilities,
        HasIsolation = machine.HasIsolation,
        Loader = machine.Loader.Name,
        HugePages = machine.HugePages,
        Online = CpuSet.Format(machine.Online),
    };
}
