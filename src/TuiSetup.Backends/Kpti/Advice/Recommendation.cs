using System.Collections.Immutable;
using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Advice;

/// <summary>The advice in words.</summary>
/// <param name="Verdict">The row of the truth table.</param>
/// <param name="Summary">What is so and what should be done, in a sentence or two.</param>
/// <param name="Settings">The exact settings, one a line; none where there is nothing to set.</param>
internal sealed record Recommendation(Verdict Verdict, string Summary, ImmutableArray<string> Settings)
{
    public static Recommendation For(Machine machine)
    {
        var verdict = Advisor.Decide(machine);
        return new Recommendation(verdict, Explain(verdict, machine), SettingsFor(verdict, machine));
    }

    private static string Explain(Verdict verdict, Machine machine) => verdict switch
    {
        Verdict.NothingToGain => T("This CPU does not have Meltdown, and page-table isolation is off: it costs nothing here, and there is nothing to gain."),
        Verdict.DropForce => T($"This CPU does not have Meltdown, but page-table isolation is on{(machine.CommandLine.Forces ? T(", because the kernel command line forces it") : "")}. It can be left to the kernel, which then leaves it off."),
        Verdict.FixCpuModel => T("Page-table isolation is on, though CPUs of this model were made without Meltdown: the hypervisor does not pass on that it is so. Let it do that; it costs no security."),
        Verdict.LeaveOn when machine.Cpu.IsX86 => machine.HasPcid
            ? T("This CPU has Meltdown, page-table isolation is on, and PCID makes it as cheap as it can be. Leave it on.")
            : T("This CPU has Meltdown, and page-table isolation is on. The CPU has no PCID, so every kernel entry flushes the TLB; a newer CPU is the remedy. Leave it on."),
        Verdict.LeaveOn => T("This CPU has Meltdown, and page-table isolation is on. Leave it on."),
        Verdict.ExposePcid => T("This CPU has Meltdown, and page-table isolation is on without PCID, so every kernel entry and exit flushes the TLB. The best fix costs no security: let the hypervisor pass on PCID and INVPCID."),
        Verdict.DropNoPcid => T("This CPU has Meltdown, and page-table isolation is on; the word nopcid on the kernel command line makes every kernel entry and exit flush the TLB. Take the word away; it costs no security."),
        Verdict.TurnOn => T($"This CPU has Meltdown, and page-table isolation is off{(machine.CommandLine.TurnsOff ? T(" by the kernel command line") : "")}: any program here can read all memory of this kernel. Turn it on. Only a machine that runs no code of others (no containers, no browsers, no plug-ins) can do without."),
        Verdict.UpdateKernel => T("This CPU has Meltdown, and the kernel has no page-table isolation: any program here can read all memory of this kernel. Install a kernel that has it (4.15 and later, and the updates of every distribution since January 2018)."),
        Verdict.HypervisorMatter => T("This is a paravirtual guest of Xen: its hypervisor holds the page tables, so the mitigation (XPTI) is the hypervisor's matter. Ask who runs it, or move the guest to PVH or HVM."),
        Verdict.OtherMitigation => T($"This kernel does not answer Meltdown by page-table isolation, but says \"{machine.Meltdown.Text}\". Leave it so."),
        _ => machine.Meltdown.State == MeltdownState.Odd
            ? T($"The kernel says \"{machine.Meltdown.Text}\" of Meltdown, which is not known here. Nothing is advised.")
            : T("Whether this CPU has Meltdown is told by nothing that can be read here. Nothing is advised."),
    };

    private static ImmutableArray<string> SettingsFor(Verdict verdict, Machine machine) => verdict switch
    {
        Verdict.FixCpuModel => HypervisorSettings.ForFix(machine.Hypervisor.Name),
        Verdict.ExposePcid => HypervisorSettings.ForPcid(machine.Hypervisor.Name),
        Verdict.DropForce when machine.CommandLine.Forces => [T("take pti=on off the kernel command line (tuisetup run kpti, and choose auto)")],
        Verdict.DropNoPcid => [T("take nopcid off the kernel command line")],
        Verdict.TurnOn when machine.Cpu.IsX86 => [T($"tuisetup run kpti, and choose auto{(machine.CommandLine.TurnsOff ? T($" (now: {string.Join(' ', machine.CommandLine.PtiWords)})") : "")}")],
        Verdict.TurnOn => [T("take kpti=0 and mitigations=off off the kernel command line")],
        _ => [],
    };
}
