using System.Globalization;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere;

/// <summary>What decides how much of the CPU a machine is shown.</summary>
/// <param name="Name">Its name in vCenter.</param>
/// <param name="Version">Version of its virtual hardware, such as <c>vmx-13</c>.</param>
/// <param name="EvcMode">The EVC mode that it needs as it runs, such as <c>intel-haswell</c>; empty where it is not told.</param>
internal sealed record VirtualHardware(string Name, string Version, string EvcMode)
{
    private const string Prefix = "vmx-";

    private static readonly PropertySpec Spec = new("VirtualMachine", "name", "config.version", "runtime.minRequiredEVCModeKey", "config.hardware.device");

    /// <summary>The number of the version; null where it is not of that form.</summary>
    public int? Generation
        => Version.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(Version[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>That of the machine with one of these MAC addresses; null when none has.</summary>
    public static async Task<VirtualHardware?> FindAsync(VCenterSession session, IReadOnlySet<string> macs, CancellationToken cancel)
        => (await session.Properties.ReadAllAsync([Spec], null, cancel).ConfigureAwait(false))
            .Where(machine => InventoryReader.Cards(machine["config.hardware.device"]).Any(card => macs.Contains((card["macAddress"] ?? "").ToLowerInvariant())))
            .Select(machine => new VirtualHardware(EntityName.Decode(machine.Text("name")), machine.Text("config.version"), machine.Text("runtime.minRequiredEVCModeKey")))
            .FirstOrDefault();
}
