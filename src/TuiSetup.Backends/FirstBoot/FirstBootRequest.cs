using System.Collections.Immutable;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.FirstBoot;

/// <summary>What the answers want of the host. What was not answered stays as it is, and is null.</summary>
internal sealed record FirstBootRequest
{
    public const string LocaleField = "locale", KeyboardField = "keyboard", HostnameField = "hostname", TimezoneField = "timezone", NtpField = "ntp",
        UserField = "user", PasswordField = "password", SshKeyField = "ssh_key", ServicesField = "services";

    public static ImmutableArray<string> Fields { get; } =
    [
        LocaleField, KeyboardField, HostnameField, TimezoneField, NtpField, UserField, PasswordField, SshKeyField, ServicesField, .. NetworkRequest.Fields,
    ];

    public string? Locale { get; init; }

    public string? Keyboard { get; init; }

    public string? Hostname { get; init; }

    public string? Timezone { get; init; }

    public bool? Ntp { get; init; }

    public string User { get; init; } = "root";

    public Secret? Password { get; init; }

    public string? SshKey { get; init; }

    /// <summary>Services that shall start at boot, and run; all others that could, shall not.</summary>
    public ImmutableArray<string>? Services { get; init; }

    /// <summary>Null when no network card was named.</summary>
    public NetworkRequest? Network { get; init; }

    /// <summary>Name servers and search domains for the whole machine, where no network card was named.</summary>
    public (ImmutableArray<string> Servers, ImmutableArray<string> Domains)? Resolver { get; init; }

    public static FirstBootRequest From(AnswerSheet answers)
    {
        var network = Text(answers, NetworkRequest.DeviceField) is null && Text(answers, NetworkRequest.InterfaceField) is null ? null : NetworkRequest.From(answers);
        var (servers, domains) = (NetworkRequest.SplitList(answers[NetworkRequest.DnsField]), NetworkRequest.SplitList(answers[NetworkRequest.SearchField]));
        return Host(answers) with { Network = network, Resolver = network is null && servers.Length + domains.Length > 0 ? (servers, domains) : null };
    }

    private static FirstBootRequest Host(AnswerSheet answers) => new()
    {
        Locale = Text(answers, LocaleField),
        Keyboard = Text(answers, KeyboardField),
        Hostname = Text(answers, HostnameField),
        Timezone = Text(answers, TimezoneField),
        Ntp = answers[NtpField].AsTruth,
        User = Text(answers, UserField) ?? "root",
        Password = answers.Secrets.GetValueOrDefault(PasswordField),
        SshKey = Text(answers, SshKeyField),
        Services = answers.Has(ServicesField) ? [.. answers[ServicesField].Texts] : null,
    };

    private static string? Text(AnswerSheet answers, string field) => answers[field].AsText is { Length: > 0 } text ? text : null;
}
