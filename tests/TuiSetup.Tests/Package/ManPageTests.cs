using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Package;

/// <summary>The manual has what the program's own help has.</summary>
public sealed partial class ManPageTests
{
    private static readonly string Page = File.ReadAllText(SourceTree.PathOf("assets", "man", "tuisetup.1")).Replace("\\-", "-", StringComparison.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_option_that_all_commands_take_is_in_it()
    {
        var options = LongOptions().Matches(await HelpAsync()).Select(match => match.Value).Distinct().ToList();
        Assert.Contains("--ovs", options);
        Assert.All(options, option => Assert.Contains($@"\fB{option}\fR", Page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_command_is_in_it_with_all_of_its_options()
    {
        var all = LongOptions().Matches(await HelpAsync()).Select(match => match.Value).ToHashSet();
        var commands = await CommandsAsync();
        Assert.Contains("wizard schema", commands);
        foreach (var command in commands)
        {
            var entry = Entry(command);
            Assert.True(entry.Length > 0, $"'{command}' is not in assets/man/tuisetup.1.");
            Assert.All(
                LongOptions().Matches(await HelpAsync(command.Split(' '))).Select(match => match.Value).Where(option => !all.Contains(option)),
                option => Assert.Contains($@"\fB{option}\fR", entry, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_names_no_command_that_is_not_there()
    {
        var commands = await CommandsAsync();
        Assert.All(CommandEntries().Matches(Page).Select(match => match.Groups[1].Value).Where(name => name != "whiptail"), name => Assert.Contains(name, commands));
    }

    [Fact]
    public void Its_exit_codes_are_those_of_the_readme()
    {
        var readme = File.ReadAllText(SourceTree.PathOf("README.md"));
        var table = readme[readme.IndexOf("## Exit codes", StringComparison.Ordinal)..];
        table = table[..table.IndexOf("\n`--json`", StringComparison.Ordinal)];
        var codes = Regex.Matches(table, @"^\| (\d+) \|", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(codes);
        var section = Page[Page.IndexOf(".SH EXIT STATUS", StringComparison.Ordinal)..Page.IndexOf(".SH WHIPTAIL", StringComparison.Ordinal)];
        Assert.Equal(codes, Regex.Matches(section, @"^\.B (\d+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task The_page_on_wizards_has_every_key_type_and_kind_that_they_can_have()
    {
        var page = (await File.ReadAllTextAsync(SourceTree.PathOf("assets", "man", "tuisetup-wizard.5"), Cancel)).Replace("\\-", "-", StringComparison.Ordinal);
        var words = Word().Matches(page).Select(match => match.Value).ToHashSet();
        var schema = JObject.Parse((await ProcessRunner.RunAsync(Tuisetup.Executable, ["wizard", "schema"], cancel: Cancel)).Required("wizard schema"));
        var keys = schema.Descendants().OfType<JProperty>().Where(property => property.Name == "properties").SelectMany(property => ((JObject)property.Value).Properties())
            .Select(property => property.Name).Where(name => name != "$schema");
        var kinds = schema.SelectTokens("properties.pages.items.properties.kind.enum[*]").Concat(schema.SelectTokens("properties.pages.items.properties.fields.items.properties.type.enum[*]")).Select(token => (string)token!);

        Assert.Superset(keys.Concat(kinds).ToHashSet(), words);
    }

    [Theory]
    [InlineData("tuisetup.1")]
    [InlineData("tuisetup-wizard.5")]
    public async Task Man_shows_it_without_a_warning(string file)
    {
        var environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8", ["MANWIDTH"] = "80" };
        var man = await ProcessRunner.RunAsync(
            "man", ["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", SourceTree.PathOf("assets", "man", file)], environment, cancel: Cancel);
        Assert.Equal((0, ""), (man.ExitCode, man.Stderr));
    }

    /// <summary>The names of all commands; one that only holds others is not one of them.</summary>
    private static async Task<List<string>> CommandsAsync(params string[] above)
    {
        var help = await HelpAsync(above);
        var at = help.IndexOf("\nCommands:\n", StringComparison.Ordinal);
        if (at < 0)
        {
            return [string.Join(' ', above)];
        }

        // A command may work by itself, and have others below it.
        var common = above.Length == 0 ? [] : LongOptions().Matches(await HelpAsync()).Select(match => match.Value).ToHashSet();
        List<string> found = above.Length > 0 && LongOptions().Matches(help[..at]).Any(match => !common.Contains(match.Value)) ? [string.Join(' ', above)] : [];
        foreach (Match command in HelpCommands().Matches(help[at..]))
        {
            found.AddRange(await CommandsAsync([.. above, command.Groups[1].Value]));
        }

        return found;
    }

    /// <summary>The line of synopsis that introduces a command.</summary>
    private static string Entry(string command)
        => Page.Split('\n').FirstOrDefault(line => line.StartsWith($@"\fB{command}\fR", StringComparison.Ordinal)) ?? "";

    private static async Task<string> HelpAsync(params string[] command)
        => (await ProcessRunner.RunAsync(Tuisetup.Executable, [.. command, "--help"], cancel: Cancel)).Required("--help");

    [GeneratedRegex(@"(?<=^  (-., )?(-., )?(-., )?)--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex LongOptions();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^  ([a-z]+)(?: <| \[|  |$)", RegexOptions.Multiline)]
    private static partial Regex HelpCommands();

    [GeneratedRegex(@"^\.TP\n\\fB([a-z]+(?: [a-z]+)?)\\fR", RegexOptions.Multiline)]
    private static partial Regex CommandEntries();
}
