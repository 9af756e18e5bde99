using System.Collections.Immutable;
using TuiSetup.Backends.Accounts;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.FirstBoot;

/// <summary>A host as its services and files have it. What could not be read has its reason in <see cref="Missing"/>.</summary>
internal sealed record HostState
{
    /// <summary>What systemd's own units need is not for anyone to switch off here.</summary>
    private static readonly string[] Essential = ["systemd-", "dbus", "NetworkManager", "getty@", "serial-getty@", "console-getty", "user@", "tuisetup"];

    public string Hostname { get; init; } = "";

    public Value Hosts { get; init; } = Value.Nothing;

    public string Timezone { get; init; } = "";

    public ImmutableArray<string> Timezones { get; init; } = [];

    public bool Ntp { get; init; }

    /// <summary>Whether a service is there that can set the clock over the network.</summary>
    public bool CanNtp { get; init; }

    public ImmutableArray<string> Locale { get; init; } = [];

    public IReadOnlyList<string> Locales { get; init; } = [];

    public Value Keyboard { get; init; } = Value.Nothing;

    public IReadOnlyList<Choice> Layouts { get; init; } = [];

    /// <summary>systemd-resolved; null where it does not run.</summary>
    public ResolverState? Resolver { get; init; }

    /// <summary>What we told it, see <see cref="ResolverOperation"/>.</summary>
    public Value Resolving { get; init; } = Value.Nothing;

    public ImmutableArray<UserAccount> Users { get; init; } = [];

    /// <summary>Services that can be switched on and off, with the states of their files.</summary>
    public ImmutableArray<UnitFile> Services { get; init; } = [];

    /// <summary>Names of services of the bus that are not there, each with what it said.</summary>
    public ImmutableDictionary<string, string> Missing { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static bool IsChoice(UnitFile unit)
        => unit.Name.EndsWith(".service", StringComparison.Ordinal) && unit.FileState is "enabled" or "disabled"
            && !unit.Name.Contains('@', StringComparison.Ordinal) && !Essential.Any(prefix => unit.Name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>What of it plans depend on, as text.</summary>
    public string Canonical()
        => string.Join('\n', [Hostname, Hosts, Timezone, Ntp, string.Join(' ', Locale), Keyboard, Resolving, .. Services.Select(unit => $"{unit.Name} {unit.FileState}")]);

    /// <summary>Why a service of the bus cannot be used; null when it can.</summary>
    public string? WhyMissing(string service) => Missing.GetValueOrDefault(service);

    public static string Reason(DBusException failed) => failed.IsServiceMissing ? T("it is not installed") : failed.Message.TrimEnd('.', '。');
}
