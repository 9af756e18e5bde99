using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Package;

/// <summary>The Debian package as a file.</summary>
public sealed class DebFileTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lintian_has_nothing_against_it()
    {
        var lintian = await ProcessRunner.RunAsync("lintian", ["--fail-on", "error,warning", "--allow-root", DebFile.Path], cancel: Cancel);
        Assert.True(lintian.ExitCode == 0, lintian.Stdout + lintian.Stderr);
        Assert.Equal("", lintian.Stdout);
    }

    [Fact]
    public async Task The_same_sources_make_the_same_bytes()
    {
        var first = await MakeAsync();
        var second = await MakeAsync();
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task It_holds_what_the_build_has_published_and_no_more()
    {
        var list = (await ProcessRunner.RunAsync("dpkg-deb", ["--contents", DebFile.Path], cancel: Cancel)).Required("dpkg-deb");
        foreach (var folder in (string[])["wizards", "themes", "locale"])
        {
            Assert.Equal(
                Directory.GetFiles(SourceTree.PathOf("out", folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal),
                list.Split('\n').Where(line => line.Contains($"./usr/share/tuisetup/{folder}/", StringComparison.Ordinal) && line[0] == '-').Select(line => Path.GetFileName(line)).Order(StringComparer.Ordinal));
        }

        Assert.All(list.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(" root/root ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_brings_the_licences_of_all_libraries_and_both_manuals()
    {
        using var folder = new TempFolder();
        (await ProcessRunner.RunAsync("dpkg-deb", ["--extract", DebFile.Path, folder.Path], cancel: Cancel)).Required("dpkg-deb");
        await using var packed = new System.IO.Compression.GZipStream(File.OpenRead(folder["usr/share/doc/tuisetup/third-party.gz"]), System.IO.Compression.CompressionMode.Decompress);
        var told = await new StreamReader(packed).ReadToEndAsync(Cancel);
        var assets = JObject.Parse(await File.ReadAllTextAsync(SourceTree.PathOf("src", "TuiSetup", "obj", "project.assets.json"), Cancel));
        var libraries = ((JObject)assets["libraries"]!).Properties().Where(library => (string?)library.Value["type"] == "package").Select(library => library.Name)
            .Where(name => !name.Contains("BannedApiAnalyzers", StringComparison.Ordinal) && !name.Contains("ILLink", StringComparison.Ordinal) && !name.StartsWith("runtime.", StringComparison.Ordinal));

        Assert.All(libraries, library => Assert.Matches($"(?m)^{Regex.Escape(library.Replace('/', ' '))}\nLicence: .+\nCopyright: .+$", told));
        Assert.All((string[])["man1/tuisetup.1.gz", "man5/tuisetup-wizard.5.gz"], page => Assert.True(File.Exists(folder["usr/share/man/" + page]), page));
    }

    private static async Task<string> MakeAsync()
    {
        using var folder = new TempFolder();
        foreach (var name in (string[])["tuisetup", "wizards", "themes", "locale"])
        {
            File.CreateSymbolicLink(folder[name], SourceTree.PathOf("out", name));
        }

        var environment = new Dictionary<string, string?> { ["COMPRESSION"] = "none", ["SOURCE_DATE_EPOCH"] = "1767225600" };
        var made = await ProcessRunner.RunAsync(SourceTree.PathOf("assets", "package", "make-deb.sh"), [folder.Path], environment, cancel: Cancel);
        await using var file = File.OpenRead(made.Required("make-deb.sh").Trim());
        return Convert.ToHexString(await System.Security.Cryptography.SHA256.HashDataAsync(file, Cancel));
    }
}
