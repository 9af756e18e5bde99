using System.CommandLine;

namespace TuiSetup.Commands;

/// <summary>Options that the commands of the fleet share.</summary>
internal static class FleetOptions
{
    public static Option<string?> Broker { get; } = new("--broker")
    {
        Description = "Address of the broker, amqps://USER@HOST:PORT/VHOST?cacertfile=F&certfile=F&keyfile=F; else TUISETUP_BROKER has it. The password is never an option.",
        HelpName = "URL",
    };
}
