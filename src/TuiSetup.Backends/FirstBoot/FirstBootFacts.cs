using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.FirstBoot;

/// <summary>The host, and its network where NetworkManager runs.</summary>
internal sealed class FirstBootFacts(PlanTarget target, HostState host, NetworkFacts? network, string whyNoNetwork) : Facts
{
    public const string LocaleList = "locales", KeyboardList = "keyboards", TimezoneList = "timezones", UserList = "users", ServiceList = "services";

    public static ImmutableArray<string> Lists { get; } = [LocaleList, KeyboardList, TimezoneList, UserList, ServiceList, .. NetworkFacts.Lists];

    public static ImmutableArray<string> CurrentFields { get; } =
    [
        FirstBootRequest.LocaleField, FirstBootRequest.KeyboardField, FirstBootRequest.HostnameField, FirstBootRequest.TimezoneField,
        FirstBootRequest.NtpField, FirstBootRequest.ServicesField, .. NetworkFacts.CurrentFields,
    ];

    public HostState Host => host;

    public NetworkFacts? Network => network;

    /// <summary>Why there is no network to set up; empty when there is.</summary>
    public string WhyNoNetwork => whyNoNetwork;

    public override PlanTarget Target => target;

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target.Identity}\n{host.Canonical()}\n{network?.Digest}")));

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers) => name switch
    {
        LocaleList => [.. host.Locales.Select(locale => new Choice(locale, locale))],
        KeyboardList => host.Layouts,
        TimezoneList => [.. host.Timezones.Select(zone => new Choice(zone, zone))],
        UserList => [.. host.Users.Select(user => new Choice(user.Name, user.Name, user.Home))],
        ServiceList => [.. host.Services.Select(unit => new Choice(unit.Name, unit.Name[..^".service".Length], unit.FileState))],
        _ => network?.List(name, answers) ?? [],
    };

    public override Value Present(string question, AnswerSheet answers) => question switch
    {
        FirstBootRequest.LocaleField => Text(LocaleOperation.LanguageOf(host.Locale)),
        FirstBootRequest.KeyboardField => Text(host.Keyboard["X11Layout"].AsText),
        FirstBootRequest.HostnameField => Text(host.Hostname),
        FirstBootRequest.TimezoneField => Text(host.Timezone),
        FirstBootRequest.NtpField => host.CanNtp ? Value.Of(host.Ntp) : Value.Nothing,
        FirstBootRequest.ServicesField => Value.List(host.Services.Where(unit => unit.FileState == "enabled").Select(unit => unit.Name)),
        NetworkRequest.DnsField when HasNoCard(answers) => Text(string.Join(", ", host.Resolving[ResolverOperation.Servers].Texts)),
        NetworkRequest.SearchField when HasNoCard(answers) => Text(string.Join(", ", host.Resolving[ResolverOperation.Domains].Texts)),
        _ => network?.Present(question, answers) ?? Value.Nothing,
    };

    private static bool HasNoCard(AnswerSheet answers) => string.IsNullOrEmpty(answers[NetworkRequest.DeviceField].AsText);

    private static Value Text(string? text) => string.IsNullOrEmpty(text) ? Value.Nothing : Value.Of(text);
}
