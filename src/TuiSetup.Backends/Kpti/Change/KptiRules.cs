using TuiSetup.Backends.Kpti.Boot;
using TuiSetup.Backends.Kpti.Detection;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Kpti.Change;

/// <summary>What is wrong with a request, given the machine that it is for.</summary>
internal static class KptiRules
{
    private const string Field = KptiRequest.PtiField;

    public static IEnumerable<Problem> Check(KptiRequest request, KptiFacts facts)
        => CheckMachine(facts).ToList() is { Count: > 0 } problems
            ? problems
            : request.Pti is not ("" or KptiRequest.Auto or KptiRequest.On or KptiRequest.Off)
                ? [Problem.Error(Field, T($"'{request.Pti}' is not auto, on or off."), T("Choose one of them."))]
                : CheckRequest(request, facts).Concat(request.Pti.Length > 0 ? facts.Loader!.Check(request) : []);

    /// <summary>What makes any change impossible here.</summary>
    private static IEnumerable<Problem> CheckMachine(KptiFacts facts)
    {
        if (facts.Elsewhere is { } host)
        {
            yield return Problem.Error(null, T($"Page-table isolation is set up on the machine itself, not on {host} from here."), T("Run tuisetup there."));
        }
        else if (facts.Machine.Container.Length > 0)
        {
            yield return Problem.Error(null, T($"This is a container ({facts.Machine.Container}): its kernel is that of the machine that it runs on."), T("Run tuisetup there."));
        }
        else if (!facts.Machine.Cpu.IsX86)
        {
            yield return Problem.Error(null, T("TuiSetup changes page-table isolation on x86 alone; elsewhere it has other words, or none."), T("On arm64 the kernel takes kpti=0 and kpti=1."));
        }
        else if (facts.Machine.Meltdown.State == MeltdownState.XenPv || facts.Machine.Hypervisor.Name == "Xen PV")
        {
            yield return Problem.Error(null, T("This is a paravirtual guest of Xen: its kernel ignores pti=, because the hypervisor holds the page tables."), T("The mitigation is the hypervisor's (xpti=)."));
        }
        else if (facts.Loader is null)
        {
            yield return Problem.Error(null, facts.Machine.Loader.Explanation, T("Have the word set there: pti=auto, pti=on or pti=off."));
        }
        else if (!facts.IsRoot)
        {
            yield return Problem.Error(null, T("Only root can change the kernel command line."), T("Run it as root."));
        }
        else if (facts.Unwritable.Length > 0)
        {
            yield return Problem.Error(null, facts.Unwritable);
        }
    }

    private static IEnumerable<Problem> CheckRequest(KptiRequest request, KptiFacts facts)
    {
        yield return Problem.Warning(null, facts.Advice.Summary, string.Join(' ', facts.Advice.Settings));
        if (request.Pti == KptiRequest.Off && facts.Machine.IsAffected != false)
        {
            yield return Problem.Confirm(
                Field, request.Word, T("This CPU has Meltdown. Without page-table isolation any program on this machine can read all of its memory: passwords, keys, and what other users do."));
            if (request.Reason.Length == 0)
            {
                yield return Problem.Error(KptiRequest.ReasonField, T("Why it is turned off is to be said, for whoever finds it later."), T("Give a reason."));
            }
        }

        if (request.Pti is KptiRequest.Auto or KptiRequest.On && facts.Machine.HasIsolation == false)
        {
            yield return Problem.Error(Field, T($"The kernel {facts.Machine.Release} was made without page-table isolation, so no word can turn it on."), T("Install one that has it."));
        }

        if (request.Pti == KptiRequest.Auto && facts.Machine.CommandLine.StopsAuto is { } stops && facts.Loader is not GrubLoader)
        {
            yield return Problem.Error(Field, T($"The kernel command line has {stops}, which wins over pti=auto."), T("Take it off the line first, or choose on."));
        }

        if (request.Once && !facts.Loader!.CanTryOnce)
        {
            yield return Problem.Error(KptiRequest.OnceField, T($"{facts.Machine.Loader.Name} cannot be told from here to boot another line once."), T("Answer no."));
        }

        if (request.Compares && !facts.HasSystemd)
        {
            yield return Problem.Error(KptiRequest.CompareField, T("No systemd runs here, so nothing measures again after the reboot."), T("Answer no, and run tuisetup kpti --save before and after."));
        }
    }
}
