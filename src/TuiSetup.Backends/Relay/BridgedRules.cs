using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Relay;

/// <summary>What stands against an interface that a relay on layer 2 takes for itself.</summary>
internal static class BridgedRules
{
    private const string Field = RelayRequest.InterfaceField;

    public static IEnumerable<Problem> Check(RelayInterface link, RelayFacts facts)
    {
        if (link.Addresses.Where(RelayInterface.IsGlobal).ToList() is [var first, ..] addresses)
        {
            yield return Problem.Error(
                Field, T($"{link.Name} has {(addresses.Count == 1 ? T($"the address {first}") : T($"addresses ({string.Join(", ", addresses)})"))} in use, and a relay on layer 2 takes the whole interface: nobody would reach this machine there."),
                T("Choose an interface without addresses, take them away first (tuisetup run network), or choose the method l3."));
        }

        if (facts.Session.ServerInterfaces.Contains(link.Name))
        {
            yield return Problem.Error(Field, T($"Your own session runs over {link.Name}, and a relay on layer 2 would end it."), T("Choose another interface, or the method l3."));
        }

        if (link.Master.Length > 0 && link.Master != RelayBridge.Name)
        {
            yield return Problem.Error(Field, T($"{link.Name} is a port of {link.Master} already."), T($"Take it out of there (ip link set {link.Name} nomaster), or choose another interface."));
        }
    }
}
