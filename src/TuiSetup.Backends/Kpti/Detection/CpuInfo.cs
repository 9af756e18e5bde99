using System.Collections.Frozen;
using System.Globalization;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>The architecture of the kernel, as far as the answers differ.</summary>
internal enum Architecture
{
    X64,
    X86,
    Arm,
    Other,
}

/// <summary>The first CPU of /proc/cpuinfo. All of a guest's CPUs are of one kind.</summary>
internal sealed record CpuInfo
{
    public Architecture Architecture { get; private init; } = Architecture.Other;

    /// <summary>vendor_id of x86, such as <c>GenuineIntel</c>; empty elsewhere.</summary>
    public string Vendor { get; private init; } = "";

    /// <summary>Name of the model as the CPU, or the hypervisor, tells it.</summary>
    public string ModelName { get; private init; } = "";

    /// <summary>Family, model and stepping of x86; 0 where they are not told.</summary>
    public int Family { get; private init; }

    /// <inheritdoc cref="Family"/>
    public int Model { get; private init; }

    /// <inheritdoc cref="Family"/>
    public int Stepping { get; private init; }

    public FrozenSet<string> Flags { get; private init; } = [];

    /// <summary>Bugs that the kernel knows of, such as <c>cpu_meltdown</c>; kernels before 4.14 have no such line for it.</summary>
    public FrozenSet<string> Bugs { get; private init; } = [];

    /// <summary>How many CPUs are listed: those that are online.</summary>
    public int Count { get; private init; }

    public bool IsX86 => Architecture is Architecture.X64 or Architecture.X86;

    /// <param name="text">The file; null or empty when it cannot be read.</param>
    public static CpuInfo Parse(string? text)
    {
        var entries = (text ?? "").Split('\n').Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .Select(parts => (Key: parts[0].Trim(), Value: parts[1].Trim())).ToList();
        string First(params string[] keys) => entries.FirstOrDefault(entry => keys.Contains(entry.Key)).Value ?? "";
        var flags = Words(First("flags", "Features"));
        return new CpuInfo
        {
            Architecture = entries switch
            {
                _ when First("flags").Length > 0 && First("vendor_id") is not "IBM/S390" => flags.Contains("lm") ? Architecture.X64 : Architecture.X86,
                _ when First("CPU implementer").Length > 0 => Architecture.Arm,
                _ => Architecture.Other,
            },
            Vendor = First("vendor_id"),
            ModelName = First("model name", "cpu", "uarch", "Model"),
            Family = Number(First("cpu family")),
            Model = Number(First("model")),
            Stepping = Number(First("stepping")),
            Flags = flags,
            Bugs = Words(First("bugs")),
            Count = entries.Count(entry => entry.Key == "processor" || entry.Key.StartsWith("processor ", StringComparison.Ordinal)),
        };
    }

    private static FrozenSet<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
