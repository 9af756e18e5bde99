using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Guides;

/// <summary>Each wizard has an operator's guide, as have the fleet and the bus; it says what the wizard and the code say.</summary>
public sealed partial class GuideTests
{
    /// <summary>What is drawn fits a terminal, with a margin.</summary>
    private const int Width = 78, MostLines = 150;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Those of the wizards, and of what is no wizard.</summary>
    public static TheoryData<string> All => [.. Wizards.Select(wizard => wizard.Data), "fleet", "dbus"];

    public static TheoryData<string> Wizards
        => [.. Directory.EnumerateFiles(SourceTree.PathOf("wizards"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public void It_has_all_sections_in_their_order_and_is_short(string name)
    {
        var guide = Guide.Of(name);
        var lines = guide.Text.Split('\n');

        Assert.Equal(Guide.Headings, lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.All(Guide.Headings, heading => Assert.NotEqual("", guide.Section(heading).Split('\n', 3)[2].Trim()));
        Assert.StartsWith($"# {name}: ", guide.Text, StringComparison.Ordinal);
        Assert.InRange(lines.Length, 1, MostLines + 1);
    }

    [Theory]
    [MemberData(nameof(Wizards))]
    public void Every_page_and_question_of_the_wizard_is_in_it_and_no_other_page(string wizard)
    {
        var pages = JObject.Parse(File.ReadAllText(SourceTree.PathOf("wizards", wizard + ".json")))["pages"]!;
        var section = Guide.Of(wizard).Section(Guide.Pages);

        Assert.Equal(
            pages.Select(page => (string)page["title"]!).Distinct(),
            Bold().Matches(section).Select(title => title.Groups[1].Value));
        Assert.All(pages.SelectMany(page => page["fields"]!).Select(field => (string)field["id"]!), id => Assert.Contains($"`{id}`", section, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Its_answers_pass_the_check_of_the_program(string name)
    {
        using var program = new Tuisetup();
        var blocks = Guide.Of(name).Blocks(Guide.Unattended, "json");
        Assert.Equal(name == "dbus" ? 0 : 1, blocks.Count);
        foreach (var block in blocks)
        {
            var result = await program.AnswerAsync([block], "answers", "check", "-");
            Assert.Equal((0, $"standard input: no problems, answers for {(name == "fleet" ? "ovs-mirror" : name)}.\n", ""), (result.ExitCode, result.Stdout, result.Stderr));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Its_picture_fits_every_terminal(string name)
    {
        var guide = Guide.Of(name);
        var picture = Assert.Single(guide.Blocks(Guide.Picture));

        Assert.All(picture.Split('\n'), line => Assert.True(line.Length <= Width, line));
        Assert.InRange(picture.Split('\n').Length, 8, 22);
        Assert.All(guide.Text, letter => Assert.True(letter is '\n' or (>= ' ' and <= '~'), $"'{letter}' is not ASCII."));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_code_names_each_place_that_it_says_is_written(string name)
    {
        var (code, paths) = (new SourceText(name), PlacesOf(name));

        Assert.Contains("/var/lib/tuisetup/runs/RUN", paths);
        Assert.All(paths, path => Assert.True(code.Names(path), $"The code of {name} does not name {path}."));
    }

    [Fact]
    public void A_place_that_the_code_does_not_name_would_be_found()
    {
        var code = new SourceText("relay");

        Assert.All((string[])["/etc/tuisetup/relay/rules.nft", "/etc/sysctl.d/61-tuisetup-relay.conf", "/etc/default/grub.d/60-tuisetup-kpti.cfg"], path => Assert.False(code.Names(path), path));
        Assert.True(code.Names("/etc/tuisetup/relay/policy.nft"));
    }

    [Fact]
    public void Links_lead_to_files_and_all_guides_are_told_of()
    {
        var (index, readme) = (Guide.Of("README"), File.ReadAllText(SourceTree.PathOf("README.md")));
        foreach (var file in Directory.EnumerateFiles(Guide.Folder).Select(path => Path.GetFileName(path)).Where(file => file != "README.md"))
        {
            Assert.Contains($"({file})", index.Text, StringComparison.Ordinal);
        }

        Assert.All(Directory.EnumerateFiles(Guide.Folder, "*.md").SelectMany(path => Link().Matches(File.ReadAllText(path))), link => Assert.True(File.Exists(Guide.PathOf(link.Groups[1].Value)), link.Value));
        Assert.All(All, guide => Assert.Contains($"(assets/guide/{guide.Data}.md)", readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_commands_of_the_program_that_guides_name_are_there()
    {
        using var program = new Tuisetup();
        var help = (await program.RunAsync("--help")).Required("--help");
        var commands = HelpCommand().Matches(help).Select(command => command.Groups[1].Value).ToHashSet();
        Assert.Contains("undo", commands);

        var named = Directory.EnumerateFiles(Guide.Folder, "*.md").SelectMany(path => Named().Matches(File.ReadAllText(path))).Select(command => command.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count > 5);
        Assert.Subset(commands, named.ToHashSet());
    }

    [Fact]
    public async Task The_package_brings_them()
    {
        var list = (await ProcessRunner.RunAsync("dpkg-deb", ["--contents", Package.DebFile.Path], cancel: Cancel)).Required("dpkg-deb");

        Assert.Equal(
            Directory.EnumerateFiles(Guide.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
            list.Split('\n').Where(line => line.Contains("./usr/share/doc/tuisetup/guide/", StringComparison.Ordinal) && line[0] == '-').Select(line => Path.GetFileName(line)).Order(StringComparer.Ordinal));
    }

    /// <summary>Paths in the first column of the table.</summary>
    private static List<string> PlacesOf(string name)
        => [.. Guide.Of(name).Section(Guide.Written).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => Place().Matches(line.Split('|')[1])).Select(place => place.Groups[1].Value)];

    [GeneratedRegex(@"^- \*\*(.+?)\*\*", RegexOptions.Multiline)]
    private static partial Regex Bold();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(~?/[^`]+)`")]
    private static partial Regex Place();

    [GeneratedRegex(@"(?:^|`)tuisetup ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex(@"^  ([a-z]+)(?: <| \[|  |$)", RegexOptions.Multiline)]
    private static partial Regex HelpCommand();
}
