using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Advice;

/// <summary>From the machine to what should be done, by the truth table: affected, isolated, PCID.</summary>
internal static class Advisor
{
    public static Verdict Decide(Machine machine) => machine switch
    {
        { Hypervisor.Name: "Xen PV" } or { Meltdown.State: MeltdownState.XenPv } => Verdict.HypervisorMatter,
        { Meltdown.State: MeltdownState.OtherMitigation } => Verdict.OtherMitigation,
        { IsAffected: false, IsIsolated: true } => Verdict.DropForce,
        { IsAffected: false } => Verdict.NothingToGain,
        { IsAffected: true, IsIsolated: true, HidesTheFix: true } => Verdict.FixCpuModel,
        { IsAffected: true, IsIsolated: true, Cpu.IsX86: true, HasPcid: false, CommandLine.HasNoPcid: true } => Verdict.DropNoPcid,
        { IsAffected: true, IsIsolated: true, Cpu.IsX86: true, HasPcid: false, Hypervisor.IsThere: true } => Verdict.ExposePcid,
        { IsAffected: true, IsIsolated: true } => Verdict.LeaveOn,
        { IsAffected: true, HasIsolation: false } or { IsAffected: true, Meltdown.State: MeltdownState.Missing } => Verdict.UpdateKernel,
        { IsAffected: true, Cpu.Architecture: Architecture.Other } => Verdict.Unknown,
        { IsAffected: true } => Verdict.TurnOn,
        _ => Verdict.Unknown,
    };
}
