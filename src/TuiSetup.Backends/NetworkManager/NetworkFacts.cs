using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.OpenVSwitch;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.NetworkManager;

/// <summary>The network as NetworkManager has it.</summary>
internal sealed class NetworkFacts(PlanTarget target, NmSnapshot snapshot, LocalSession session) : Facts
{
    public const string DeviceList = "devices";

    public static ImmutableArray<string> Lists { get; } = [DeviceList];

    /// <summary>Questions for which it knows what is set.</summary>
    public static ImmutableArray<string> CurrentFields { get; } =
    [
        NetworkRequest.DeviceField, NetworkRequest.MtuField, NetworkRequest.DnsField, NetworkRequest.SearchField, NetworkRequest.RoutesField,
        .. FamilyRequest.FieldsOf("ipv4"), .. FamilyRequest.FieldsOf("ipv6"),
    ];

    public NmSnapshot Snapshot => snapshot;

    public override PlanTarget Target => target;

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers)
        => name == DeviceList ? [.. snapshot.Devices.Where(device => device.IsEthernet).Select(device => new Choice(device.Interface, device.Interface, Describe(device)))] : [];

    public override Value Present(string question, AnswerSheet answers)
    {
        if (question == NetworkRequest.DeviceField)
        {
            return snapshot.Devices.Where(device => device.IsEthernet && device.IsManaged)
                .OrderByDescending(CarriesSession).ThenByDescending(device => device.State == NmDeviceState.Activated)
                .Select(device => Value.Of(device.Interface)).FirstOrDefault() ?? Value.Nothing;
        }

        return ProfileOf(NetworkRequest.From(answers))?.ToValue() is { } profile ? Current(question, profile) : Value.Nothing;
    }

    /// <summary>The card that the answers name by its interface or its MAC address; null when there is none, or not one alone.</summary>
    public NmDevice? Find(string name)
    {
        var found = snapshot.Devices.Where(device => device.Interface == name).ToList() is { Count: > 0 } named ? named : [.. snapshot.Devices.Where(device => device.HasMac(name))];
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The profile that a request is about; null when there is none yet.</summary>
    public NmProfile? ProfileOf(NetworkRequest request)
    {
        var name = request.IsVirtual ? request.Interface : Find(request.Device)?.Interface ?? "";
        var saved = snapshot.Profiles.Where(profile => !profile.IsUnsaved && profile.Type == request.Type).ToList();
        var active = snapshot.Device(name)?.ActiveUuid;
        return name.Length == 0 ? null
            : saved.Find(profile => profile.Uuid == active) ?? saved.Find(profile => profile.InterfaceName == name);
    }

    /// <summary>Whether the session of whoever asks runs over a device.</summary>
    public bool CarriesSession(NmDevice device) => session.ServerInterfaces.Contains(device.Interface);

    private static Value Current(string question, Value profile) => question switch
    {
        NetworkRequest.MtuField => profile[NmSettings.Mtu],
        NetworkRequest.DnsField => Join(profile["ipv4.dns"].Texts.Concat(profile["ipv6.dns"].Texts)),
        NetworkRequest.SearchField => Join(profile["ipv4.dns-search"].Texts.Concat(profile["ipv6.dns-search"].Texts)),
        NetworkRequest.RoutesField => Join(profile["ipv4.routes"].Texts.Concat(profile["ipv6.routes"].Texts)),
        _ when question.EndsWith("_addresses", StringComparison.Ordinal) => Join(profile[Key(question)].Texts),
        _ => profile[Key(question)],
    };

    private static string Key(string question) => question.Replace('_', '.');

    private static Value Join(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } text ? Value.Of(text) : Value.Nothing;

    private static string Describe(NmDevice device)
        => string.Join(", ", new[]
        {
            device.HwAddress,
            device switch
            {
                { IsManaged: false } => T("not managed"),
                { State: NmDeviceState.Unavailable } => T("no cable"),
                { State: NmDeviceState.Activated, Addresses: [var first, ..] } => first,
                _ => T("not active"),
            },
        }.Where(part => part.Length > 0));

    private string Canonical()
    {
        var text = new StringBuilder(target.Identity);
        foreach (var device in snapshot.Devices)
        {
            text.Append('\n').Append(device.Interface).Append(' ').Append(device.HwAddress).Append(' ').Append(device.IsManaged).Append(' ').Append(device.ActiveUuid);
        }

        foreach (var profile in snapshot.Profiles.OrderBy(profile => profile.Uuid, StringComparer.Ordinal))
        {
            text.Append('\n').Append(profile.Uuid).Append(' ').Append(profile.ToValue());
        }

        return text.ToString();
    }
}
