namespace TuiSetup.Backends.Kpti.Advice;

/// <summary>What should be done; each is one row of the truth table.</summary>
internal enum Verdict
{
    /// <summary>Not affected, and it is off: it costs nothing.</summary>
    NothingToGain,
    /// <summary>Not affected, and it is on because someone forced it.</summary>
    DropForce,
    /// <summary>It is on because the hypervisor hides that the CPU does not need it.</summary>
    FixCpuModel,
    /// <summary>Needed, on, and as cheap as it can be.</summary>
    LeaveOn,
    /// <summary>Needed and on, and dear for want of PCID.</summary>
    ExposePcid,
    /// <summary>Needed and on, and dear because the command line takes PCID away.</summary>
    DropNoPcid,
    /// <summary>Needed and off.</summary>
    TurnOn,
    /// <summary>Needed, and the kernel does not have it.</summary>
    UpdateKernel,
    /// <summary>The hypervisor holds the page tables.</summary>
    HypervisorMatter,
    /// <summary>The kernel answers Meltdown by something else than page-table isolation.</summary>
    OtherMitigation,
    /// <summary>What was read does not decide it.</summary>
    Unknown,
}
