using TuiSetup.Flow;

namespace TuiSetup.Consoles;

/// <summary>What is to run on which consoles.</summary>
/// <param name="Wizard">The wizard.</param>
/// <param name="Devices">The consoles.</param>
/// <param name="Socket">Where sessions attach themselves.</param>
/// <param name="Stamp">A file that tells it was done; null: nothing does.</param>
internal sealed record ConsoleRequest(RunRequest Wizard, IReadOnlyList<ConsoleDevice> Devices, string Socket, string? Stamp)
{
    public const string DefaultSocket = "/run/tuisetup/console.sock";
}
