using System.Globalization;
using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>
/// What tuisetup kpti measures beside a C program that does the same, in turns, on the same processor. Each operation is
/// compared by the fastest batch of all rounds: what the kernel takes for it, whoever asks.
/// </summary>
internal static class KptiBench
{
    private const int Rounds = 4, Seconds = 5;

    private const double MostDifference = 15;

    private static readonly string Processor = (Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture);

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace)
    {
        var compiled = Path.Combine(workspace.Folder, "measure");
        (await ProcessRunner.RunAsync("gcc", ["-O2", "-o", compiled, SourceTree.PathOf("tests", "TuiSetup.Bench", "Kpti", "measure.c")])).Required("gcc");
        var (inC, ours) = (new Dictionary<string, double>(), new Dictionary<string, double>());
        for (var round = 0; round < Rounds; round++)
        {
            Keep(inC, (await ProcessRunner.RunAsync(compiled, [Processor, Text($"{Seconds}")])).Required("measure").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ')).Select(parts => (parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture))));
            var report = await ProcessRunner.RunAsync(workspace.Program, ["kpti", "--json", "--sample", "0", "--measure", Text($"{Seconds}"), "--cpu", Processor]);
            Keep(ours, JObject.Parse(report.Stdout)["measurements"]!["operations"]!.Select(one => ((string)one["name"]!, (double)one["minimum"]!)));
        }

        Output.Heading($"Kernel entries and paging: the fastest batch of {Rounds} rounds on processor {Processor}, in nanoseconds");
        var table = new TextTable("", "C", "tuisetup", "difference");
        foreach (var (name, figure) in inC)
        {
            table.Add(name, Text($"{figure:0.0}"), ours.TryGetValue(name, out var own) ? Text($"{own:0.0}") : "noisy", Text($"{Difference(inC, ours, name):+0.0;-0.0;0.0} %"));
        }

        table.Print();
        return
        [
            .. inC.Keys.Select(name => new Target(
                $"kpti: {name} within {MostDifference:0} % of C", Text($"{Difference(inC, ours, name):+0.0;-0.0;0.0} %"),
                double.IsNaN(Difference(inC, ours, name)) ? null : Math.Abs(Difference(inC, ours, name)) <= MostDifference)),
        ];
    }

    private static void Keep(Dictionary<string, double> fastest, IEnumerable<(string Name, double Figure)> figures)
    {
        foreach (var (name, figure) in figures)
        {
            fastest[name] = Math.Min(figure, fastest.GetValueOrDefault(name, double.MaxValue));
        }
    }

    private static double Difference(Dictionary<string, double> inC, Dictionary<string, double> ours, string name)
        => ours.TryGetValue(name, out var own) ? Math.Round(100 * (own - inC[name]) / inC[name], 1) : double.NaN;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
