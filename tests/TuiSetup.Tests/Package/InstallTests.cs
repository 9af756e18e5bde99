using System.Text.RegularExpressions;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Package;

/// <summary>The package in a private Debian root: what it brings, and that it goes without a trace.</summary>
public sealed partial class InstallTests
{
    private const string Unit = "tuisetup-first-boot.service", Wanted = "/etc/systemd/system/multi-user.target.wants/" + Unit;

    private static readonly string[] PackageManager =
        ["/var/log/", "/var/cache/man/", "/var/lib/dpkg/status", "/var/lib/dpkg/lock", "/var/lib/dpkg/triggers/", "/var/lib/dpkg/available"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_installs_works_and_goes_without_a_trace()
    {
        await using var root = await Appliance.OpenAsync(cancel: Cancel);
        var before = await FilesAsync(root);

        await root.InstallAsync(DebFile.Path);
        Assert.Contains("ovs-mirror", await root.RunAsync("tuisetup", "wizard", "list"), StringComparison.Ordinal);
        Assert.Contains("high-contrast", await root.RunAsync("tuisetup", "theme", "list"), StringComparison.Ordinal);
        Assert.Contains("TUISETUP(1)", await root.RunAsync("man", "tuisetup"), StringComparison.Ordinal);
        Assert.Equal("disabled", (await root.TryAsync("systemctl", "is-enabled", Unit)).Stdout.Trim());

        // The history is the user's: it stays when the package goes, and goes with a purge.
        await root.RunAsync("systemctl", "enable", Unit);
        await root.RunAsync("sh", "-c", "mkdir -p /var/lib/tuisetup/run && echo plan >/var/lib/tuisetup/run/plan.json");
        await root.RunAsync("dpkg", "--remove", "tuisetup");
        Assert.NotEqual(0, (await root.TryAsync("test", "-e", "/usr/bin/tuisetup")).ExitCode);
        await root.RunAsync("test", "-e", "/var/lib/tuisetup/run/plan.json");

        await root.RunAsync("dpkg", "--purge", "tuisetup");
        Assert.NotEqual(0, (await root.TryAsync("test", "-L", Wanted)).ExitCode);
        Assert.Equal(before, await FilesAsync(root));
        Assert.DoesNotContain(await root.ChangesAsync(), line => Ours().IsMatch(line) && !IsPackageManagers(line));
    }

    [Fact]
    public async Task Whiptail_is_offered_where_no_other_package_owns_the_name()
    {
        await using var root = await Appliance.OpenAsync(cancel: Cancel);
        var theirs = await root.RunAsync("cksum", "/usr/bin/whiptail");
        await root.InstallAsync(DebFile.Path);
        Assert.Equal(theirs, await root.RunAsync("cksum", "/usr/bin/whiptail"));
        Assert.NotEqual(0, (await root.TryAsync("update-alternatives", "--list", "whiptail")).ExitCode);
        Assert.True(IsOurs(await root.TryAsync("/usr/lib/tuisetup/whiptail", "--help-extensions")));

        // As the manual tells an admin to have both.
        await root.RunAsync("dpkg-divert", "--local", "--rename", "--divert", "/usr/bin/whiptail.newt", "/usr/bin/whiptail");
        await root.RunAsync("update-alternatives", "--install", "/usr/bin/whiptail", "whiptail", "/usr/bin/whiptail.newt", "50");
        await root.RunAsync("dpkg-reconfigure", "tuisetup");
        Assert.False(IsOurs(await root.TryAsync("whiptail", "--help-extensions")));
        await root.RunAsync("update-alternatives", "--set", "whiptail", "/usr/lib/tuisetup/whiptail");
        Assert.True(IsOurs(await root.TryAsync("whiptail", "--help-extensions")));

        await root.RunAsync("dpkg", "--no-triggers", "--purge", "tuisetup");
        Assert.False(IsOurs(await root.TryAsync("whiptail", "--help-extensions")));
        await root.RunAsync("update-alternatives", "--remove", "whiptail", "/usr/bin/whiptail.newt");
        await root.RunAsync("dpkg-divert", "--local", "--rename", "--remove", "/usr/bin/whiptail");
        Assert.Equal(theirs, await root.RunAsync("cksum", "/usr/bin/whiptail"));

        await root.RunAsync("dpkg", "--no-triggers", "--purge", "--force-depends", "whiptail");
        await root.InstallAsync(DebFile.Path);
        Assert.Equal("/usr/bin/tuisetup", (await root.RunAsync("realpath", "/usr/bin/whiptail")).Trim());
        await root.RunAsync("dpkg", "--no-triggers", "--purge", "tuisetup");
        Assert.NotEqual(0, (await root.TryAsync("test", "-L", "/usr/bin/whiptail")).ExitCode);
    }

    private static bool IsOurs(ProcessResult called) => (called.Stdout + called.Stderr).Contains("--session", StringComparison.Ordinal);

    /// <summary>Whatever is no folder, but for what the package manager keeps for itself.</summary>
    private static async Task<string[]> FilesAsync(Appliance root)
        => [.. (await root.ChangesAsync()).Where(line => line.Split(' ')[1] != "d" && !IsPackageManagers(line))];

    private static bool IsPackageManagers(string line) => PackageManager.Any(own => line.StartsWith(own, StringComparison.Ordinal));

    [GeneratedRegex("^/.*tuisetup")]
    private static partial Regex Ours();
}
