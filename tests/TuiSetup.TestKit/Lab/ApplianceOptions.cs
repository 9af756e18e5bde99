namespace TuiSetup.TestKit;

/// <summary>What a private machine is made of, beside this system's own files.</summary>
public sealed record ApplianceOptions
{
    /// <summary>Files that are put over its root before the first boot, by their absolute path there.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Packages (.deb) that are installed before the first boot.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Units that are enabled before the first boot.</summary>
    public IReadOnlyList<string> Enable { get; init; } = [];

    /// <summary>Words of the kernel command line of the first boot.</summary>
    public IReadOnlyList<string> KernelWords { get; init; } = [];

    /// <summary>Whether it has a screen (tty1) and a serial line (ttyS0), with a getty on each.</summary>
    public bool HasConsoles { get; init; }
}
