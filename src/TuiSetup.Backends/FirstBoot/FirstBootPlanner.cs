using System.Collections.Immutable;
using TuiSetup.Backends.Accounts;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Backends.NetworkManager;
using TuiSetup.Backends.Systemd;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.FirstBoot;

/// <summary>Makes the steps for a request. The network comes last: all else is done before it can cut anyone off.</summary>
internal sealed class FirstBootPlanner(string backend, RootFiles files, ShadowFile shadow, PasswordVault vault, UnitOperation units)
{
    public async Task<ImmutableArray<Step>> StepsAsync(FirstBootRequest request, FirstBootFacts facts, CancellationToken cancel)
    {
        var steps = new List<Step>();
        AddHost(steps, request, facts.Host);
        AddAccess(steps, request, facts.Host);
        await AddServicesAsync(steps, request, facts.Host, cancel);
        AddResolver(steps, request, facts.Host);
        ImmutableArray<string> before = [.. steps.Where(step => step.Action != StepAction.Same).Select(step => step.Id)];
        if (request.Network is { } network)
        {
            steps.AddRange(NetworkPlanner.Steps(backend, network, facts.Network!).Select(step => step with { DependsOn = [.. step.DependsOn, .. before] }));
        }

        return [.. steps];
    }

    private void AddHost(List<Step> steps, FirstBootRequest request, HostState host)
    {
        if (request.Timezone is { } zone)
        {
            steps.Add(Make(TimezoneOperation.OperationName, "time zone", T($"local time is that of {zone}"), Value.Of(host.Timezone), Value.Of(zone)));
        }

        if (request.Ntp is { } ntp)
        {
            steps.Add(Make(NtpOperation.OperationName, "network time", ntp ? T("the clock is set over the network") : T("the clock is not set over the network"), Value.Of(host.Ntp), Value.Of(ntp)));
        }

        if (request.Locale is { } locale)
        {
            steps.Add(Make(LocaleOperation.OperationName, "locale", T($"programs speak {locale}"), Value.List(host.Locale), LocaleOperation.With(host.Locale, locale)));
        }

        if (request.Keyboard is { } layout)
        {
            steps.Add(Make(KeyboardOperation.OperationName, "keyboard", T($"the keyboard has the layout {layout}"), host.Keyboard, KeyboardOperation.WithLayout(host.Keyboard, layout)));
        }

        if (request.Hostname is { } name)
        {
            var before = host.Hostname.Length > 0 ? Value.Of(host.Hostname) : Value.Nothing;
            steps.Add(Make(HostnameOperation.OperationName, "hostname", T($"the machine is called {name}"), before, Value.Of(name)));
            if (files.AreThere)
            {
                steps.Add(Make(HostsOperation.OperationName, HostsOperation.Target, T($"the machine finds itself as {name}"), host.Hosts, HostsOperation.Of(name)));
            }
        }
    }

    private void AddAccess(List<Step> steps, FirstBootRequest request, HostState host)
    {
        var user = Value.Map((PasswordOperation.User, Value.Of(request.User)));
        if (request.Password is { } password)
        {
            var hash = Accounts.Native.LibCrypt.Hash(password.Reveal());
            vault.Plan(hash);
            var before = shadow.Find(request.User) is { } now ? PasswordOperation.Of(now) : Value.Nothing;
            steps.Add(Make(PasswordOperation.OperationName, $"password of {request.User}", T($"{request.User} logs in with the new password"), before, PasswordOperation.Of(hash)) with { Arguments = user });
        }

        if (request.SshKey is { } text && SshKey.Parse(text, out _) is { } key)
        {
            var before = AuthorizedKeyOperation.Read(files, host.Users.First(one => one.Name == request.User), key);
            steps.Add(Make(AuthorizedKeyOperation.OperationName, $"SSH key of {request.User}", T($"the key {key.Comment} logs in as {request.User}").Replace("  ", " ", StringComparison.Ordinal), before, Value.Of(key.ToString())) with { Arguments = user });
        }
    }

    private void AddResolver(List<Step> steps, FirstBootRequest request, HostState host)
    {
        if (request.Resolver is { } resolver)
        {
            var summary = T($"systemd-resolved asks {string.Join(", ", resolver.Servers.DefaultIfEmpty(T("the servers of its links")))}{(resolver.Domains.IsEmpty ? "" : T(", also in ") + string.Join(", ", resolver.Domains))}");
            steps.Add(Make(ResolverOperation.OperationName, "name servers of this machine", summary, host.Resolving, ResolverOperation.Of(resolver.Servers, resolver.Domains)));
        }
    }

    private async Task AddServicesAsync(List<Step> steps, FirstBootRequest request, HostState host, CancellationToken cancel)
    {
        if (request.Services is not { } wanted)
        {
            return;
        }

        foreach (var unit in host.Services)
        {
            var isWanted = wanted.Contains(unit.Name);
            if (isWanted == (unit.FileState == "enabled"))
            {
                continue;
            }

            var after = isWanted ? UnitOperation.Of("enabled", "active") : UnitOperation.Of("disabled", "inactive");
            steps.Add(Make(UnitOperation.OperationName, unit.Name, isWanted ? T("it starts now and at boot") : T("it stops now and stays off"), await units.ReadAsync(unit.Name, cancel), after));
        }
    }

    private Step Make(string operation, string target, string summary, Value before, Value after) => HostStep.Make(backend, operation, target, summary, before, after);
}
