using System.Text.RegularExpressions;
using TuiSetup.Backends.Accounts;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.FirstBoot;

/// <summary>What is wrong with a request, given the host.</summary>
internal static partial class FirstBootRules
{
    /// <summary>HOST_NAME_MAX of the kernel, and the longest label of RFC 1123.</summary>
    private const int MaxHostname = 64;

    private const int ShortPassword = 8;

    private static readonly string[] SshUnits = ["ssh.service", "sshd.service"];

    public static IEnumerable<Problem> Check(FirstBootRequest request, FirstBootFacts facts)
        => CheckLocale(request, facts.Host)
            .Concat(CheckHostname(request, facts.Host))
            .Concat(CheckTime(request, facts.Host))
            .Concat(CheckAccess(request, facts.Host))
            .Concat(CheckServices(request, facts.Host))
            .Concat(CheckResolver(request, facts.Host))
            .Concat(CheckNetwork(request, facts));

    private static IEnumerable<Problem> CheckLocale(FirstBootRequest request, HostState host)
    {
        if (request.Locale is not null || request.Keyboard is not null)
        {
            foreach (var problem in CheckService(request.Locale is null ? FirstBootRequest.KeyboardField : FirstBootRequest.LocaleField, SystemdNames.Locale, host))
            {
                yield return problem;
            }
        }

        if (request.Locale is { } locale && !host.Locales.Contains(locale))
        {
            yield return Problem.Error(
                FirstBootRequest.LocaleField, T($"The locale '{locale}' is not generated on this machine."),
                T($"Generate it with 'dpkg-reconfigure locales', or use one of {string.Join(", ", host.Locales.Take(8))}."));
        }

        if (request.Keyboard is { } layout && host.Layouts.All(known => known.Value != layout))
        {
            yield return Problem.Error(
                FirstBootRequest.KeyboardField, T($"There is no keyboard layout '{layout}'."),
                host.Layouts.Count == 0 ? T("The package xkb-data is missing.") : T("Use a layout such as us, gb, de or fr."));
        }
    }

    private static IEnumerable<Problem> CheckHostname(FirstBootRequest request, HostState host)
    {
        if (request.Hostname is not { } name)
        {
            return [];
        }

        var problem = name.Length > MaxHostname ? Problem.Error(FirstBootRequest.HostnameField, T($"The hostname has {name.Length} characters; {MaxHostname} are possible."), T("Shorten it."))
            : !HostnameForm().IsMatch(name) ? Problem.Error(FirstBootRequest.HostnameField, T($"'{name}' is not a hostname."), T("Use letters, digits and hyphens, with dots between labels of at most 63 characters."))
            : null;
        return [.. CheckService(FirstBootRequest.HostnameField, SystemdNames.Hostname, host), .. problem is null ? Array.Empty<Problem>() : [problem]];
    }

    private static IEnumerable<Problem> CheckTime(FirstBootRequest request, HostState host)
    {
        if (request.Timezone is null && request.Ntp is null)
        {
            yield break;
        }

        var isThere = true;
        foreach (var problem in CheckService(request.Timezone is null ? FirstBootRequest.NtpField : FirstBootRequest.TimezoneField, SystemdNames.Time, host))
        {
            isThere = false;
            yield return problem;
        }

        if (isThere && request.Timezone is { } zone && !host.Timezones.Contains(zone))
        {
            yield return Problem.Error(FirstBootRequest.TimezoneField, T($"There is no time zone '{zone}'."), T("Use a name such as Europe/Prague, or Etc/UTC."));
        }

        if (isThere && request.Ntp is true && !host.CanNtp)
        {
            yield return Problem.Error(FirstBootRequest.NtpField, T("No service that sets the clock over the network is installed."), T("Install systemd-timesyncd or chrony, or answer no."));
        }
    }

    private static IEnumerable<Problem> CheckAccess(FirstBootRequest request, HostState host)
    {
        var user = host.Users.FirstOrDefault(one => one.Name == request.User);
        if (user is null && (request.Password is not null || request.SshKey is not null))
        {
            yield return Problem.Error(FirstBootRequest.UserField, T($"There is no user '{request.User}' who can log in."), T($"The users are {string.Join(", ", host.Users.Select(one => one.Name))}."));
        }

        if (request.Password is { } password)
        {
            var text = password.Reveal();
            if (text.Length == 0 || text.Any(char.IsControl))
            {
                yield return Problem.Error(FirstBootRequest.PasswordField, T("A password cannot be empty or have control characters in it."), T("Enter another one."));
            }
            else if (text.Length < ShortPassword)
            {
                yield return Problem.Warning(FirstBootRequest.PasswordField, T($"The password has fewer than {ShortPassword} characters."), T("A longer one is harder to guess."));
            }
        }

        if (request.SshKey is { } key && SshKey.Parse(key, out var reason) is null)
        {
            yield return Problem.Error(FirstBootRequest.SshKeyField, T($"That is not a public key for SSH. {reason}"), T("Paste the one line of a file such as id_ed25519.pub."));
        }
    }

    private static IEnumerable<Problem> CheckServices(FirstBootRequest request, HostState host)
    {
        if (request.Services is not { } services)
        {
            yield break;
        }

        foreach (var problem in CheckService(FirstBootRequest.ServicesField, SystemdNames.Service, host))
        {
            yield return problem;
        }

        foreach (var unknown in services.Where(name => host.Services.All(unit => unit.Name != name)))
        {
            yield return Problem.Error(FirstBootRequest.ServicesField, T($"There is no service '{unknown}' to switch on."), T("Name it with its ending, such as ssh.service."));
        }

        foreach (var ssh in host.Services.Where(unit => SshUnits.Contains(unit.Name) && unit.FileState == "enabled" && !services.Contains(unit.Name)))
        {
            yield return Problem.Confirm(FirstBootRequest.ServicesField, ssh.Name, T($"{ssh.Name} would be switched off, and nobody could log in over SSH any more."));
        }
    }

    private static IEnumerable<Problem> CheckResolver(FirstBootRequest request, HostState host)
    {
        if (request.Resolver is not { } wanted)
        {
            yield break;
        }

        if (host.Resolver is not { } resolver)
        {
            yield return Problem.Error(
                NetworkRequest.DnsField, T($"Without a network card, name servers are set in systemd-resolved: {host.WhyMissing(SystemdNames.Resolve) ?? T("it does not run")}."), T("Choose the card, or install and start systemd-resolved."));
            yield break;
        }

        foreach (var problem in NetworkRules.CheckNames(wanted.Servers, wanted.Domains))
        {
            yield return problem;
        }

        if (!resolver.IsUsed)
        {
            yield return Problem.Warning(
                NetworkRequest.DnsField, T($"/etc/resolv.conf does not lead to systemd-resolved ({resolver.Mode}), so programs that read it ask other servers."),
                T("See systemd-resolved(8), section /etc/resolv.conf."));
        }
    }

    private static IEnumerable<Problem> CheckNetwork(FirstBootRequest request, FirstBootFacts facts)
        => request.Network is null ? []
            : facts.Network is { } network ? NetworkRules.Check(request.Network, network)
            : [Problem.Error(NetworkRequest.DeviceField, T($"The network cannot be set up: {NmNames.Service}: {facts.WhyNoNetwork}."), T("Install and start NetworkManager."))];

    private static IEnumerable<Problem> CheckService(string field, string service, HostState host)
        => host.WhyMissing(service) is { } why ? [Problem.Error(field, T($"The service {service} cannot be used: {why}."), T("Install the package systemd, and let D-Bus start it."))] : [];

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$")]
    private static partial Regex HostnameForm();
}
