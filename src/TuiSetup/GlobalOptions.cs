using System.CommandLine;
using TuiSetup.Backends;

namespace TuiSetup;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    private const int ShortestGuard = 5, LongestGuard = 3600;

    public GlobalOptions()
    {
        Host.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } host && !BackendContext.IsHost(host))
            {
                result.AddError(T($"'{host}' is not a host. Give it as ssh takes it, such as --host admin@switch7."));
            }
        });
        Guard.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < ShortestGuard or > LongestGuard)
            {
                result.AddError(T($"--guard takes {ShortestGuard} to {LongestGuard} seconds."));
            }
        });
    }

    public Option<string?> Ovs { get; } = new("--ovs")
    {
        Description = T("Database of Open vSwitch: unix:FILE, tcp:HOST:PORT or ssl:HOST:PORT. Default: db.sock below OVS_RUNDIR or /var/run/openvswitch."),
        HelpName = "ADDRESS",
        Recursive = true,
    };

    public Option<string?> VCenter { get; } = new("--vcenter")
    {
        Description = T("Address of the vCenter, such as https://vcenter.example. The password is never an option: it is asked, or read from a file or the environment."),
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Host { get; } = new("--host")
    {
        Description = T("Set up the services of another machine, by D-Bus over ssh: user@host. ssh asks nothing, so a key must be there."),
        HelpName = "HOST",
        Recursive = true,
    };

    /// <summary>Those that say where targets are.</summary>
    public IReadOnlyList<Option<string?>> Targets => [Ovs, VCenter, Host];

    public Option<int?> Guard { get; } = new("--guard")
    {
        Description = T("Seconds in which a change must be confirmed before it is taken back by itself. The network wizards always ask, with 60 unless said; all others ask when this is given."),
        HelpName = "SECONDS",
        Recursive = true,
    };

    public Option<string?> Theme { get; } = new("--theme")
    {
        Description = T("Colours: a name from the themes folder, or a file."),
        HelpName = "THEME",
        Recursive = true,
    };

    public Option<string?> ScreenDump { get; } = new("--screen-dump")
    {
        Description = T("At the end write the last screen to this file, as text with attributes."),
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<bool> Plain { get; } = new("--plain")
    {
        Description = T("Ask line by line instead of drawing windows; as with TUISETUP_PLAIN=1."),
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = T("Log what is done to standard error too."),
        Recursive = true,
    };
}
