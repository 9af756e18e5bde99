using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Preflight;

/// <summary>Whether a network card can be moved to a distributed switch, and what comes of it.</summary>
internal static class MoveChecks
{
    /// <param name="nic">The card.</param>
    /// <param name="dvs">Where it goes; null for a standard switch.</param>
    /// <param name="field">The question that named it.</param>
    /// <param name="facts">What is there.</param>
    public static IEnumerable<Problem> Check(NicRecord nic, DvsRecord? dvs, string field, VSphereFacts facts)
    {
        var (inventory, machine) = (facts.Inventory, facts.Inventory.Machine(nic.Machine));
        if (machine.IsTemplate)
        {
            yield return Error("templates", field, T($"'{machine.Name}' is a template; its cards cannot be moved."), T("Leave it out."));
        }

        if (machine.PowerState == "suspended")
        {
            yield return Error("power", field, T($"'{machine.Name}' is suspended; its cards cannot be moved."), T("Resume it or leave it out."));
        }

        if (machine.ManagedBy.Length > 0)
        {
            yield return Error("agents", field, T($"'{machine.Name}' belongs to {machine.ManagedBy}, which would put it back."), T("Leave it out."));
        }

        if (nic.Backing is NicBacking.Other other)
        {
            yield return Error("nsx", field, T($"'{inventory.NameOf(nic)}' is on a network of another kind ({other.Type}), such as one of NSX."), T("Leave it out, or move it there."));
        }

        if (nic.Backing is NicBacking.Distributed port)
        {
            foreach (var problem in CheckPort(nic, port, field, inventory))
            {
                yield return problem;
            }
        }

        if (dvs is not null && !dvs.Hosts.Contains(machine.Host))
        {
            yield return Error("hosts", field, T($"Host '{inventory.HostName(machine.Host)}' of '{machine.Name}' is not a member of switch '{dvs.Name}'."), T("Add the host to the switch, or leave the machine out."));
        }

        if (facts.Protected.Reason(machine) is { } reason)
        {
            yield return Problem.Confirm(field, machine.Name, T($"'{machine.Name}' {reason}; moving it may cut you off.")) with { Check = "protected" };
        }

        if (machine.HasSnapshot)
        {
            yield return Problem.Warning(field, T($"'{machine.Name}' has a snapshot: going back to it brings the old network back too."), T("'tuisetup verify' finds that.")) with { Check = "snapshots" };
        }
    }

    /// <summary>What counts for all of them together.</summary>
    public static IEnumerable<Problem> CheckTogether(IReadOnlyList<NicRecord> nics, string field, VSphereInventory inventory)
    {
        var off = nics.Where(nic => inventory.Machine(nic.Machine).PowerState == "poweredOff").Select(nic => inventory.Machine(nic.Machine).Name).Distinct().ToList();
        if (off.Count > 0)
        {
            yield return Problem.Warning(
                field,
                off.Count == 1 ? T($"'{off[0]}' is powered off; its new network is seen only when it is switched on.") : T($"{off.Count} machines are powered off; their new network is seen only when they are switched on.")) with { Check = "power" };
        }
    }

    /// <summary>Cards that a list of names means; names that mean none are problems.</summary>
    public static IReadOnlyList<NicRecord> Find(IEnumerable<string> names, string field, VSphereInventory inventory, List<Problem> problems)
    {
        var found = new List<NicRecord>();
        foreach (var name in names)
        {
            if (inventory.Nic(name) is { } nic)
            {
                found.Add(nic);
            }
            else
            {
                problems.Add(Unknown(name, field, inventory));
            }
        }

        return found;
    }

    public static Problem Unknown(string name, string field, VSphereInventory inventory)
    {
        var machines = inventory.Machines.Where(machine => machine.Name == name).ToList();
        return machines switch
        {
            [] => Error("names", field, T($"There is no machine '{name}' with a network card."), T("Check the spelling; in a file a card is MACHINE or MACHINE/Network adapter 2.")),
            [{ Nics.IsEmpty: true }] => Error("names", field, T($"'{name}' has no network card."), T("Leave it out.")),
            [var one] => Error("names", field, T($"'{name}' has several network cards."), T($"Say which: {string.Join(", ", one.Nics.Select(nic => inventory.NameOf(nic)))}.")),
            _ => Error("names", field, T($"{machines.Count} machines are called '{name}'."), T($"Say which: {string.Join(", ", machines.SelectMany(machine => machine.Nics).Select(inventory.NameOf))}.")),
        };
    }

    /// <summary>A switch by its name, or the problem with it.</summary>
    public static DvsRecord? FindSwitch(AnswerSheet answers, VSphereInventory inventory, List<Problem> problems)
    {
        if (answers[VSphereFacts.SwitchField].AsText is not { Length: > 0 } name)
        {
            return null;
        }

        if (inventory.Switch(name) is { } found)
        {
            return found;
        }

        problems.Add(Error(
            "names",
            VSphereFacts.SwitchField,
            T($"There is no distributed switch '{name}'."),
            T($"There {(inventory.Switches.Length == 1 ? "is" : "are")} {string.Join(", ", inventory.Switches.Select(dvs => dvs.Name))}.")));
        return null;
    }

    public static Problem Error(string check, string field, string message, string remedy) => Problem.Error(field, message, remedy) with { Check = check };

    /// <summary>The mirror session that names the port of a card; null when none does.</summary>
    public static Element? SessionOf(NicRecord nic, VSphereInventory inventory)
        => nic.Backing is NicBacking.Distributed { PortKey.Length: > 0 } port
            ? inventory.SwitchByUuid(port.SwitchUuid)?.Sessions.FirstOrDefault(one => one.Children.Any(role => role.All("portKey").Any(key => key.Text == port.PortKey)))
            : null;

    private static IEnumerable<Problem> CheckPort(NicRecord nic, NicBacking.Distributed port, string field, VSphereInventory inventory)
    {
        if (inventory.Portgroup(port.PortgroupKey) is { IsNsx: true } group)
        {
            yield return Error("nsx", field, T($"'{inventory.NameOf(nic)}' is on '{group.Name}', a port group of NSX."), T("Leave it out, or move it in NSX."));
        }

        if (SessionOf(nic, inventory) is { } session)
        {
            yield return Error("mirrors", field, T($"'{inventory.NameOf(nic)}' is in the mirror session '{session["name"] ?? session["key"]}'; a port in a session cannot be left."), T("Take it out of the session first."));
        }
    }
}
