using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.Backends.VSphere;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Systemd;

/// <summary>
/// Runs the watch on a run as a service of its own, so that neither the end of a login session (KillUserProcesses= of
/// logind.conf(5)) nor that of the unit in which the run goes on reaches it.
/// </summary>
public static class WatchUnit
{
    /// <summary>Where systemd is the first process (sd_booted(3)).</summary>
    private const string Booted = "/run/systemd/system";

    /// <summary>What the watch needs to find what the run has found. Anyone can read a unit's environment: no secret is in it.</summary>
    private static readonly string[] Variables =
    [
        "HOME", "PATH", "TUISETUP_DATA_DIR", "OVS_RUNDIR", "DBUS_SYSTEM_BUS_ADDRESS", Credentials.FileVariable,
        "NO_PROXY", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", .. Proxies,
    ];

    /// <summary>Addresses that may hold a password of their own.</summary>
    private static string[] Proxies => ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

    /// <param name="run">The run, after which the unit is named.</param>
    /// <param name="command">The watch, with its arguments.</param>
    /// <param name="context">The environment of the run.</param>
    /// <param name="cancel">Cancels it.</param>
    /// <returns>
    /// False: there is no systemd here, it does not let us, or the watch needs a secret that only a child of ours inherits.
    /// </returns>
    public static async Task<bool> TryStartAsync(string run, IReadOnlyList<string> command, BackendContext context, CancellationToken cancel)
    {
        if (!Directory.Exists(Booted) || NeedsSecret(context.Variable))
        {
            return false;
        }

        try
        {
            await using var bus = await new SdBusConnector().OpenAsync(BusAddress.System(context.Variable), cancel);
            await new SystemdUnits(bus, context.Time).StartTransientAsync(NameOf(run), Properties(run, command, context), cancel);
            return true;
        }
        catch (BackendException)
        {
            return false;
        }
    }

    private static bool NeedsSecret(Func<string, string?> variable)
        => Credentials.IsInherited(variable) || Proxies.Any(name => variable(name)?.Contains('@', StringComparison.Ordinal) ?? false);

    /// <summary>A unit's name takes fewer characters than a run's.</summary>
    private static string NameOf(string run)
        => $"tuisetup-watch-{string.Concat(run.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' ? character : '_'))}.service";

    /// <summary>systemd puts variables into arguments, see "Command lines" in systemd.service(5).</summary>
    private static string Literal(string argument) => argument.Replace("$", "$$", StringComparison.Ordinal);

    private static IEnumerable<(string Name, DBusValue Value)> Properties(string run, IReadOnlyList<string> command, BackendContext context)
    {
        var environment = Variables.Select(name => (name, context.Variable(name)))
            .Where(pair => !string.IsNullOrEmpty(pair.Item2)).Append(("TUISETUP_STATE_DIR", context.StateFolder));
        return
        [
            ("Description", DBusValue.Of($"Watch on the run {run} of tuisetup")),
            ("Type", DBusValue.Of("exec")),
            ("ExecStart", DBusValue.Array("(sasb)", DBusValue.Struct(DBusValue.Of(command[0]), DBusValue.Strings(command.Select(Literal)), DBusValue.Of(false)))),
            ("Environment", DBusValue.Strings(environment.Select(pair => $"{pair.Item1}={pair.Item2}"))),
            ("WorkingDirectory", DBusValue.Of(Environment.CurrentDirectory)),
            ("CollectMode", DBusValue.Of("inactive-or-failed")),
        ];
    }
}
