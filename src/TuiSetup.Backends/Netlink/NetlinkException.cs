using System.Runtime.InteropServices;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Netlink;

/// <summary>The kernel refused a request of rtnetlink(7).</summary>
internal sealed class NetlinkException(int error, string doing)
    : BackendException(BackendFailure.Failed, T($"The kernel refused {doing}: {Marshal.GetPInvokeErrorMessage(error)}."), Marshal.GetPInvokeErrorMessage(error))
{
    /// <summary>The number of errno(3).</summary>
    public int Error { get; } = error;
}
