using System.Net;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using static TuiSetup.Backends.VSphere.Mirrors.MirrorRequest;
using static TuiSetup.Backends.VSphere.Preflight.MoveChecks;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>Everything that vCenter would turn away, and what it takes but does not do.</summary>
internal static class MirrorRules
{
    public static IReadOnlyList<Problem> Check(AnswerSheet answers, VSphereFacts facts)
    {
        var problems = new List<Problem>();
        var (request, inventory) = (From(answers), facts.Inventory);
        if (FindSwitch(answers, inventory, problems) is not { } dvs)
        {
            return problems;
        }

        var before = FindSession(request, dvs, inventory, problems);
        if (request.Action == Remove || (request.Action == Edit && before.IsNothing))
        {
            return problems;
        }

        foreach (var field in (string[])[TransmittedField, ReceivedField, DestinationField])
        {
            problems.AddRange(Find(request.Names(field).Where(name => SessionBuilder.KeyOfPort(name, dvs) is null), field, inventory, problems).SelectMany(nic => CheckCard(nic, dvs, field, inventory)));
        }

        var session = SessionBuilder.Build(request, before, inventory);
        if (session[SessionValue.Type].IsNothing)
        {
            return problems;
        }

        problems.AddRange(CheckType(request, session, dvs));
        problems.AddRange(ConflictRules.Check(session, dvs, inventory));
        problems.AddRange(CheckValues(request, dvs));
        return problems;
    }

    /// <summary>The session that is edited or removed; nothing for a new one.</summary>
    public static Value FindSession(MirrorRequest request, DvsRecord dvs, VSphereInventory inventory, List<Problem> problems)
    {
        var sessions = dvs.Sessions.Select(SessionValue.From).ToList();
        if (request.Action == Add)
        {
            if (request.Name is null)
            {
                problems.Add(Error("names", NameField, T("A new session needs a name."), T("Enter it.")));
            }

            if (request.Type is null)
            {
                problems.Add(Error("capability", TypeField, T("A new session needs a kind."), T("Choose one of the list.")));
            }

            // A run that is repeated finds its own session; that is no clash.
            if (request.Name is { } name && request.Type is not null && sessions.Find(one => one[SessionValue.Name].AsText == name) is { } existing
                && !SessionValue.IsSo(existing, SessionBuilder.Build(request, Value.Nothing, inventory)))
            {
                problems.Add(Error("names", NameField, T($"Switch '{dvs.Name}' has a mirror session '{name}' already."), T("Choose another name, or edit that one.")));
            }

            return Value.Nothing;
        }

        if (request.Session.Length == 0)
        {
            return Value.Nothing;
        }

        var found = sessions.Where(one => one[SessionValue.Key].AsText == request.Session || one[SessionValue.Name].AsText == request.Session).ToList();
        if (found.Count != 1)
        {
            problems.Add(Error(
                "names",
                SessionField,
                found.Count == 0 ? T($"Switch '{dvs.Name}' has no mirror session '{request.Session}'.") : T($"{found.Count} mirror sessions are called '{request.Session}'."),
                found.Count == 0 ? T("Check the name.") : T($"Give the key of one: {string.Join(", ", found.Select(one => one[SessionValue.Key]))}.")));
        }

        return found is [var only] ? only : Value.Nothing;
    }

    private static IEnumerable<Problem> CheckCard(NicRecord nic, DvsRecord dvs, string field, VSphereInventory inventory)
    {
        var name = inventory.NameOf(nic);
        if (nic.Backing is not NicBacking.Distributed port || port.SwitchUuid != dvs.Uuid)
        {
            yield return Error("ports", field, T($"'{name}' is on {inventory.NetworkOf(nic.Backing)}, not on switch '{dvs.Name}'."), T("Choose a card of this switch."));
            yield break;
        }

        if (port.PortKey.Length == 0)
        {
            yield return Error("ports", field, T($"'{name}' has no port now."), T("Switch the machine on, or give its port group static binding."));
        }

        if (inventory.Portgroup(port.PortgroupKey) is not { } group)
        {
            yield break;
        }

        if (group.Type == "ephemeral")
        {
            yield return Problem.Warning(field, T($"'{name}' is on '{group.Name}' with ephemeral binding: when the machine is switched off its port is gone, and the session sees nothing of it later.")) with { Check = "binding" };
        }

        if (group.Setting.Listening == Listening.Promiscuous && field != ReceivedField)
        {
            yield return Error("promiscuous", field, T($"'{name}' is on the promiscuous port group '{group.Name}'; such a port cannot be a destination, nor a source of what it transmits."), T("Use MAC learning instead of promiscuous mode, or another card."));
        }
    }

    private static IEnumerable<Problem> CheckType(MirrorRequest request, Value session, DvsRecord dvs)
    {
        var name = session[SessionValue.Type].AsText;
        if (SessionType.Find(name) is not { } type)
        {
            yield return Error("capability", TypeField, T($"There is no session type '{name}'."), T($"Choose one of {string.Join(", ", SessionType.All.Select(one => one.Name))}."));
            yield break;
        }

        if (!type.IsSupportedBy(dvs))
        {
            yield return Error("capability", TypeField, T($"Switch '{dvs.Name}' does not offer {type.Name}."), T("Choose another type."));
        }

        var (sources, destination) = (Count(session[SessionValue.Transmitted], SessionValue.Ports) + Count(session[SessionValue.Received], SessionValue.Ports), session[SessionValue.Destination]);
        if (type.SourcePorts && sources == 0)
        {
            yield return Error("sources", ReceivedField, T("Nothing is mirrored: there is no source."), T("Choose cards whose received or transmitted packets shall be copied."));
        }

        if (type.SourceVlans && Count(session[SessionValue.Received], SessionValue.Vlans) == 0)
        {
            yield return Error("sources", SourceVlansField, T($"{type.Name} copies what comes in certain VLANs."), T("Enter these VLANs."));
        }

        if (!type.SourcePorts && sources > 0)
        {
            yield return Error("sources", ReceivedField, T($"{type.Name} has VLANs for sources, not ports."), T("Leave the cards out."));
        }

        foreach (var (kind, isTaken, field, words) in ((string, bool, string, string)[])
        [
            (SessionValue.Ports, type.Ports, DestinationField, "cards"),
            (SessionValue.Uplinks, type.Uplinks, UplinksField, "uplinks"),
            (SessionValue.Addresses, type.Addresses, AddressesField, T("IP addresses")),
        ])
        {
            if (!isTaken && Count(destination, kind) > 0)
            {
                yield return Error("destinations", field, T($"{type.Name} does not lead to {words}."), T("Leave them out, or choose another type."));
            }
        }

        if (Total(destination) == 0)
        {
            yield return Error("destinations", type.Ports ? DestinationField : type.Uplinks ? UplinksField : AddressesField, T("The copies lead nowhere: there is no destination."), T("Enter one."));
        }

        if (type.Name == SessionType.RemoteSource && session[SessionValue.EncapsulationVlan].IsNothing)
        {
            yield return Error("destinations", EncapsulationVlanField, T("The copies need a VLAN of their own on the way to the uplinks (RSPAN VLAN)."), T("Enter it."));
        }

        foreach (var field in (string[])[ErspanIdField, ErspanCosField, NanosecondsField])
        {
            if (request.Has(field) && session[SessionValue.EncapType].AsText is null or "gre")
            {
                yield return Error("encapsulation", field, T("GRE alone has no such setting."), T("Choose erspan2 or erspan3 as encapsulation."));
            }
        }
    }

    private static IEnumerable<Problem> CheckValues(MirrorRequest request, DvsRecord dvs)
    {
        foreach (var address in request.Addresses.Where(address => !IPAddress.TryParse(address, out _)))
        {
            yield return Error("destinations", AddressesField, T($"'{address}' is not an IP address."), T("Correct it."));
        }

        foreach (var uplink in request.Names(UplinksField).Where(uplink => !dvs.Uplinks.Contains(uplink)))
        {
            yield return Error("destinations", UplinksField, T($"Switch '{dvs.Name}' has no uplink '{uplink}'."), T($"It has {string.Join(", ", dvs.Uplinks)}."));
        }

        foreach (var (field, min, max) in ((string, long, long)[])[(LengthField, 60, 9000), (SamplingField, 1, 65535), (ErspanIdField, 0, 1023), (ErspanCosField, 0, 7), (EncapsulationVlanField, 1, 4094)])
        {
            if (request.Number(field) is { } number && (number < min || number > max))
            {
                yield return Error("ranges", field, T($"{number} is not between {min} and {max}."), T("Correct it."));
            }
        }
    }

    private static int Count(Value role, string kind) => role[kind].Items.Length;

    private static int Total(Value role) => role.Entries.Sum(entry => entry.Value.Items.Length);
}
