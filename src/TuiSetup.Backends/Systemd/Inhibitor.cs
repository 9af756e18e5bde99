using Microsoft.Win32.SafeHandles;
using TuiSetup.Backends.DBus;

namespace TuiSetup.Backends.Systemd;

/// <summary>Keeps the machine from being shut down or put to sleep while something is applied (org.freedesktop.login1(5), Inhibit).</summary>
internal static class Inhibitor
{
    /// <summary>A lock that ends with the handle, or with this process; null where no logind gives one.</summary>
    public static async Task<SafeFileHandle?> TakeAsync(IBus bus, string why, CancellationToken cancel)
    {
        try
        {
            var reply = await bus.CallAsync(
                SystemdNames.Login, SystemdNames.LoginPath, SystemdNames.LoginManager, "Inhibit", cancel,
                DBusValue.Of("shutdown:sleep"), DBusValue.Of("TuiSetup"), DBusValue.Of(why), DBusValue.Of("block"));
            return (reply.Value as DBusBasic)?.Content as SafeFileHandle;
        }
        catch (DBusException refused) when (!refused.IsDisconnected)
        {
            return null;
        }
    }
}
