using TuiSetup.Backends.DBus;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Systemd;

/// <summary>Restarts the machine (org.freedesktop.login1(5): CanReboot, ListInhibitors and Reboot).</summary>
internal static class MachinePower
{
    /// <summary>Whether there is a logind that lets us, or lets us after polkit asked.</summary>
    public static async Task<bool> CanRestartAsync(IBus bus, CancellationToken cancel)
    {
        try
        {
            return (await CallAsync(bus, "CanReboot", cancel)).Value.AsText is "yes" or "challenge";
        }
        catch (DBusException)
        {
            return false;
        }
    }

    /// <summary>Returns when it has begun: units are stopped in order, ours among them.</summary>
    /// <exception cref="BackendException">It was refused, or something inhibits it. logind itself would not keep root from it; systemctl(1) does as we do.</exception>
    public static async Task RestartAsync(IBus bus, CancellationToken cancel)
    {
        var inhibitors = (await CallAsync(bus, "ListInhibitors", cancel)).Value.Items
            .Where(inhibitor => inhibitor.Items[3].AsText == "block" && inhibitor.Items[0].AsText!.Split(':').Contains("shutdown"))
            .Select(inhibitor => $"{inhibitor.Items[1].AsText} ({inhibitor.Items[2].AsText})").ToList();
        if (inhibitors.Count > 0)
        {
            throw new BackendException(BackendFailure.Failed, T($"Something keeps this machine from being restarted: {string.Join(", ", inhibitors)}."));
        }

        await CallAsync(bus, "Reboot", cancel, DBusValue.Of(true));
    }

    private static Task<DBusMessage> CallAsync(IBus bus, string member, CancellationToken cancel, params DBusValue[] arguments)
        => bus.CallAsync(new DBusCall(SystemdNames.Login, SystemdNames.LoginPath, SystemdNames.LoginManager, member, [.. arguments]) { AllowInteractiveAuthorization = true }, cancel);
}
