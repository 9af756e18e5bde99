using System.CommandLine;

namespace TuiSetup;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Ovs { get; } = new("--ovs")
    {
        Description = "Database of Open vSwitch: unix:FILE, tcp:HOST:PORT or ssl:HOST:PORT. Default: db.sock below OVS_RUNDIR or /var/run/openvswitch.",
        HelpName = "ADDRESS",
        Recursive = true,
    };

    public Option<string?> VCenter { get; } = new("--vcenter")
    {
        Description = "Address of the vCenter, such as https://vcenter.example. The password is never an option: it is asked, or read from a file or the environment.",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<string?> Theme { get; } = new("--theme")
    {
        Description = "Colours: a name from the themes folder, or a file.",
        HelpName = "THEME",
        Recursive = true,
    };

    public Option<string?> ScreenDump { get; } = new("--screen-dump")
    {
        Description = "At the end write the last screen to this file, as text with attributes.",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<bool> Plain { get; } = new("--plain")
    {
        Description = "Ask line by line instead of drawing windows; as with TUISETUP_PLAIN=1.",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Log what is done to standard error too.",
        Recursive = true,
    };
}
