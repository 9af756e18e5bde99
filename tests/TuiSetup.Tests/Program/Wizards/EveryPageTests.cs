using System.Text;
using Newtonsoft.Json.Linq;
using TuiSetup.Languages;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Wizards;

/// <summary>Every page of every wizard as the program shows it, drawn at 80x24 and as plain questions, in every language.</summary>
public sealed class EveryPageTests : IDisposable
{
    private const string Borders = "│┤├┐┘";

    private readonly Tuisetup _program = new();

    public void Dispose() => _program.Dispose();

    public static TheoryData<string, string> Wizards
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var wizard in Directory.EnumerateFiles(SourceTree.PathOf("wizards"), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal))
            {
                data.Add(wizard!, "en");
                data.Add(wizard!, "zh_CN");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Wizards))]
    public async Task Drawn_at_80x24_each_page_is_as_expected_and_no_column_is_broken(string wizard, string language)
    {
        var expected = Golden.Parts($"pages/{wizard}.{language}");
        var shown = new List<string>();
        for (var page = 1; page <= Pages(wizard); page++)
        {
            await using var terminal = PtyProcess.Start(Tuisetup.Executable, Arguments(wizard, page), new PtyOptions().With([.. Environment(language).Select(pair => (pair.Key, pair.Value!))]));
            if (page <= expected.Count)
            {
                await Golden.ArriveAsync(terminal, expected[page - 1]);
            }
            else
            {
                await terminal.WaitForTextAsync("<F1>");
                await terminal.QuietAsync(TimeSpan.FromMilliseconds(300));
            }

            shown.Add(terminal.Screen.Text.TrimEnd());
            Assert.Equal([], Broken(shown[^1]));
        }

        Golden.CheckParts(shown, $"pages/{wizard}.{language}");
    }

    [Theory]
    [MemberData(nameof(Wizards))]
    public async Task As_plain_text_each_page_asks_the_same_with_its_help_and_its_problems(string wizard, string language)
    {
        var told = new List<string>();
        for (var page = 1; page <= Pages(wizard); page++)
        {
            var result = await ProcessRunner.RunAsync(
                Tuisetup.Executable, Arguments(wizard, page), new Dictionary<string, string?>(Environment(language)) { ["TUISETUP_PLAIN"] = "1" }, "?\n#\n" + string.Concat(Enumerable.Repeat("\n", 8)) + "quit\n", cancel: TestContext.Current.CancellationToken);
            Assert.DoesNotContain('\u001b', result.Stdout);
            told.Add((result.Stdout + result.Stderr).Trim());
        }

        Golden.CheckParts(told, $"pages/{wizard}.{language}.plain");
    }

    /// <summary>Rows of the window whose right border is in another column than that of the row above.</summary>
    private static IEnumerable<string> Broken(string screen)
    {
        var rows = screen.Split('\n').Where(row => row.TrimEnd() is { Length: > 0 } text && Borders.Contains(text[^1], StringComparison.Ordinal)).ToList();
        return rows.Where(row => TextWidth.Of(row.TrimEnd()) != TextWidth.Of(rows[0].TrimEnd()));
    }

    private static string[] Arguments(string wizard, int page) => ["wizard", "preview", FileOf(wizard), "--page", $"{page}"];

    /// <summary>Without what differs from one machine to the next.</summary>
    private Dictionary<string, string?> Environment(string language) => new()
    {
        ["TUISETUP_LANGUAGE"] = language,
        ["TUISETUP_STATE_DIR"] = _program.State,
        ["OVS_RUNDIR"] = "/run/openvswitch",
    };

    private static string FileOf(string wizard) => SourceTree.PathOf("wizards", wizard + ".json");

    private static int Pages(string wizard) => ((JArray)JObject.Parse(File.ReadAllText(FileOf(wizard), Encoding.UTF8))["pages"]!).Count;
}
