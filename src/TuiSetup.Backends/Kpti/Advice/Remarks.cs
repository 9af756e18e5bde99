using TuiSetup.Backends.Kpti.Boot;
using TuiSetup.Backends.Kpti.Detection;

namespace TuiSetup.Backends.Kpti.Advice;

/// <summary>What is odd about a machine, or limits what can be said of it: a sentence each.</summary>
internal static class Remarks
{
    public static IEnumerable<string> Of(Machine machine)
    {
        foreach (var file in machine.Refused)
        {
            yield return T($"{file} may not be read by this user, so the advice is less sure.");
        }

        if (machine.Cpu.Count == 0)
        {
            yield return T("/proc/cpuinfo cannot be read, or lists no CPU: what the CPU can do is not known.");
        }

        if (machine.Meltdown.State == MeltdownState.Missing)
        {
            yield return T($"The kernel has no {MeltdownFile.Path}: it is older than 4.15, or hides it. What is said of Meltdown was concluded from /proc/cpuinfo.");
        }

        if (machine.Cpu.Architecture == Architecture.Other && machine.Cpu.Count > 0)
        {
            yield return T("This is neither x86 nor ARM, so there is nothing to measure against and nothing that could be set.");
        }

        if (machine.Container.Length > 0)
        {
            yield return T($"This is a container ({machine.Container}): the kernel and its command line are those of the machine that it runs on, and only there can they be changed.");
        }
        else if (machine.Loader.Kind is BootLoaderKind.Host or BootLoaderKind.Other)
        {
            yield return machine.Loader.Explanation;
        }

        if (machine.CommandLine.IsContradictory)
        {
            yield return T($"The kernel command line contradicts itself ({string.Join(' ', machine.CommandLine.PtiWords)}): pti= wins over the other words, and its last one over those before. Leave one.");
        }

        if (machine is { IsIsolated: true, HasPcid: true, HasInvpcid: false, Cpu.IsX86: true })
        {
            yield return T("INVPCID is missing beside PCID: flushes of single pages are a little dearer than they need be.");
        }

        foreach (var sentence in OfCpus(machine))
        {
            yield return sentence;
        }
    }

    private static IEnumerable<string> OfCpus(Machine machine)
    {
        if (machine.Offline.Length > 0)
        {
            yield return T($"CPUs {CpuSet.Format(machine.Offline)} are there and not online. Rates are for those that are.");
        }

        if (machine.Online.Length == 1)
        {
            yield return T("There is one CPU, so whatever else runs is in the measurements: trust the minimum.");
        }
        else if (machine.Allowed.Length > 0 && machine.Allowed.Length < machine.Online.Length)
        {
            yield return T($"This process may run on CPUs {CpuSet.Format(machine.Allowed)} alone; the measurements are of these.");
        }

        if (machine.Quota is { } quota)
        {
            yield return T($"The control group leaves this process {quota:0.##} of a CPU, so batches are interrupted: trust the minimum.");
        }
    }
}
