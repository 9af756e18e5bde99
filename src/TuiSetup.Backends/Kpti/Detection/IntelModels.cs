using System.Collections.Frozen;

namespace TuiSetup.Backends.Kpti.Detection;

/// <summary>Intel's models of family 6, by whether they have Meltdown (Intel's table of affected processors; the kernel's list).</summary>
internal static class IntelModels
{
    /// <summary>Skylake-SP and its successors share a model; Cascade Lake, the first with the fix, is stepping 5 and above.</summary>
    private const int SkylakeServer = 0x55, FirstFixedStepping = 5;

    /// <summary>Ice Lake, Tiger Lake, Rocket Lake, Alder Lake, Raptor Lake, Meteor Lake, Arrow Lake, Lunar Lake; Sapphire, Emerald and Granite Rapids, Sierra Forest; Tremont.</summary>
    private static readonly FrozenSet<int> WithoutIt = new[]
    {
        0x6A, 0x6C, 0x7D, 0x7E, 0x8C, 0x8D, 0xA7, 0x97, 0x9A, 0xBA, 0xB7, 0xBF, 0xAA, 0xAC, 0xC5, 0xC6, 0xBD, 0x8F, 0xCF, 0xAD, 0xAE, 0xAF, 0x86, 0x96, 0x9C,
    }.ToFrozenSet();

    /// <summary>Atoms that execute in order: Bonnell, Saltwell, and their derivatives.</summary>
    private static readonly FrozenSet<int> InOrder = new[] { 0x1C, 0x26, 0x27, 0x35, 0x36 }.ToFrozenSet();

    public static bool WasMadeWithoutIt(CpuInfo cpu)
        => cpu is { Vendor: "GenuineIntel", Family: 6 } && (WithoutIt.Contains(cpu.Model) || cpu.Model == SkylakeServer && cpu.Stepping >= FirstFixedStepping);

    /// <summary>Whether no CPU of the model ever had it, whatever its microcode says.</summary>
    public static bool NeverHadIt(CpuInfo cpu) => cpu is { Vendor: "GenuineIntel", Family: < 6 } or { Vendor: "GenuineIntel", Family: 6 } && (cpu.Family < 6 || InOrder.Contains(cpu.Model));
}
