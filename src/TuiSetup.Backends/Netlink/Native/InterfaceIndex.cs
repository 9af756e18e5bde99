using System.Runtime.InteropServices;

namespace TuiSetup.Backends.Netlink.Native;

/// <summary>The number by which the kernel knows an interface (if_nametoindex(3)).</summary>
internal static partial class InterfaceIndex
{
    /// <summary>Null when there is no such interface.</summary>
    public static int? Of(string name) => if_nametoindex(name) is var index and not 0 ? (int)index : null;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint if_nametoindex(string name);
}
