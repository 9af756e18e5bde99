using TuiSetup.Backends.Netlink;
using TuiSetup.Backends.Probes.Native;

namespace TuiSetup.Backends.Probes;

/// <summary>Where the frames of a switch's port can be seen.</summary>
/// <param name="Namespace">In which its interface is.</param>
/// <param name="Link">Its interface.</param>
/// <param name="IsHosts">Whether it is the host's own, so that what it sends comes into the switch; else what it receives does.</param>
internal sealed record ProbeWire(NetworkNamespace Namespace, Link Link, bool IsHosts);
