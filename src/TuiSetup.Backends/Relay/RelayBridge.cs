using TuiSetup.Backends.Netlink;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Relay;

/// <summary>
/// The bridge of a relay on layer 2, with the relay's interface as its only port. It learns nothing, and is closed until
/// its port gets the hairpin: then frames go out where they came in.
/// </summary>
internal static class RelayBridge
{
    public const string Name = "tuisetup-relay";

    /// <summary>Makes it so, and changes nothing where it is.</summary>
    /// <exception cref="BackendException">The kernel refused, or the interface has gone.</exception>
    public static void Make(string port)
    {
        if (Bridges.Find(Name) is null)
        {
            Bridges.Add(Name);
        }

        var bridge = Bridges.Find(Name) ?? throw Gone(Name);
        foreach (var link in Bridges.Interfaces())
        {
            if (link.Name == port && link.Master != bridge.Index)
            {
                Bridges.SetMaster(link, bridge);
            }
            else if (link.Name != port && link.Master == bridge.Index)
            {
                Bridges.SetMaster(link, null);
            }
        }

        var only = Bridges.Find(port) ?? throw Gone(port);
        if (only.IsLearning)
        {
            Bridges.SetLearning(only, isOn: false);
        }

        foreach (var link in new[] { bridge, only }.Where(link => !link.IsUp))
        {
            Bridges.SetUp(link, isUp: true);
        }
    }

    /// <summary>Takes the bridge away; the interface is its own again.</summary>
    /// <param name="port">The interface.</param>
    /// <param name="staysUp">Whether it was up before.</param>
    /// <exception cref="BackendException">The kernel refused.</exception>
    public static void Remove(string port, bool staysUp)
    {
        if (Bridges.Find(Name) is { } bridge)
        {
            Bridges.Remove(bridge);
        }

        if (!staysUp && Bridges.Find(port) is { IsUp: true } link)
        {
            Bridges.SetUp(link, isUp: false);
        }
    }

    /// <summary>Whether frames go back out of the interface.</summary>
    /// <exception cref="BackendException">The kernel refused.</exception>
    public static bool IsOpen(string port) => Bridges.Find(port) is { IsHairpin: true };

    /// <exception cref="BackendException">The kernel refused, or it is no port.</exception>
    public static void Open(string port, bool isOpen)
    {
        if (IsOpen(port) != isOpen)
        {
            Bridges.SetHairpin(Bridges.Find(port) ?? throw Gone(port), isOpen);
        }
    }

    private static BackendException Gone(string name) => new(BackendFailure.Failed, T($"The interface {name} has gone."));
}
