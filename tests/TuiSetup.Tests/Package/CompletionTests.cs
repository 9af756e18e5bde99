using TuiSetup.TestKit;
using TuiSetup.Tests.Core.Apply;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Package;

/// <summary>What bash offers after a Tab.</summary>
public sealed class CompletionTests
{
    private const string Ask = """
        set -u
        source "$1"
        shift
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        previous=${COMP_WORDS[COMP_CWORD - 1]}
        _tuisetup "$1" "${COMP_WORDS[COMP_CWORD]}" "$previous"
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    [Theory]
    [InlineData("the commands", "run plan apply verify list undo resume history show wizard theme whiptail")]
    [InlineData("commands by their start", "resume run", "r")]
    [InlineData("a command's options", "--answers --record --yes --json --ovs --theme --plain", "run", "-")]
    [InlineData("wizards", "ovs-mirror vsphere-pvlan", "run", "")]
    [InlineData("wizards after options", "ovs-mirror", "run", "--ovs", "unix:/x", "--json", "o")]
    [InlineData("themes", "high-contrast mono newt", "--theme", "")]
    [InlineData("what a command holds", "check list schema", "wizard", "")]
    [InlineData("commands on a message bus", "explore list tree introspect call get set monitor wait", "dbus", "")]
    [InlineData("options after --user, which takes nothing there", "--json --address", "dbus", "list", "--user", "-")]
    [InlineData("options of whiptail", "--yesno --menu --session", "whiptail", "--")]
    [InlineData("wizards whose answers are described", "ovs-mirror", "answers", "schema", "ovs")]
    [InlineData("wizards for their schema", "ovs-mirror", "wizard", "schema", "ovs")]
    public async Task It_offers(string what, string offered, params string[] typed)
    {
        var words = await CompleteAsync(new Dictionary<string, string?>(), typed);
        Assert.All(offered.Split(' '), word => Assert.True(words.Contains(word), $"{what}: no {word} in {string.Join(' ', words)}"));
    }

    [Fact]
    public async Task It_offers_the_runs_of_this_machine()
    {
        using var at = new EngineFixture();
        var environment = new Dictionary<string, string?> { ["TUISETUP_STATE_DIR"] = at.StateFolder };
        Assert.Empty(await CompleteAsync(environment, "show", ""));
        var run = (await at.ApplyAsync(EngineFixture.Plan("a"), TestContext.Current.CancellationToken)).Run!;
        foreach (var command in (string[])["show", "undo", "resume"])
        {
            Assert.Equal([run], await CompleteAsync(environment, command, "2026"));
        }
    }

    [Fact]
    public async Task It_offers_files_where_a_file_is_meant()
    {
        using var folder = new TempFolder();
        folder.Write("my plan.json", "{}");
        Assert.Equal([folder["my plan.json"]], await CompleteAsync(new Dictionary<string, string?>(), "apply", folder["my"]));
        Assert.Equal([folder["my plan.json"]], await CompleteAsync(new Dictionary<string, string?>(), "run", "ovs-mirror", "--answers", folder["my"]));
    }

    private static async Task<string[]> CompleteAsync(IReadOnlyDictionary<string, string?> environment, params string[] typed)
    {
        string[] words = typed.Length == 0 ? [""] : typed;
        var bash = await ProcessRunner.RunAsync(
            "bash",
            ["-c", Ask, "bash", SourceTree.PathOf("assets", "completion", "tuisetup.bash"), Tuisetup.Executable, .. words],
            environment,
            cancel: TestContext.Current.CancellationToken);
        Assert.Equal("", bash.Stderr);
        return bash.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
