using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere.Model;

/// <summary>An entry of a switch's PVLAN map (VMwareDVSPvlanMapEntry).</summary>
/// <param name="Primary">Primary VLAN ID.</param>
/// <param name="Secondary">Secondary VLAN ID; the primary itself for the promiscuous entry.</param>
/// <param name="Type">promiscuous, isolated or community.</param>
internal sealed record PvlanEntry(int Primary, int Secondary, string Type)
{
    public const string Promiscuous = "promiscuous", Isolated = "isolated", Community = "community";

    public static PvlanEntry From(Element entry)
        => new(entry.Number("primaryVlanId") ?? 0, entry.Number("secondaryVlanId") ?? 0, entry["pvlanType"] ?? "");

    /// <summary>From what <see cref="ToString"/> wrote.</summary>
    public static PvlanEntry Parse(string text)
    {
        var words = text.Split('/', ' ');
        return new PvlanEntry(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), words[2]);
    }

    public override string ToString() => $"{Primary}/{Secondary} {Type}";

    /// <summary>One pvlanConfigSpec. All three fields are needed for removing too.</summary>
    public void Write(SoapWriter to, string operation) => to.Group("pvlanConfigSpec", spec =>
    {
        spec.Group("pvlanEntry", entry =>
        {
            entry.Number("primaryVlanId", Primary);
            entry.Number("secondaryVlanId", Secondary);
            entry.Text("pvlanType", Type);
        });
        spec.Text("operation", operation);
    });
}
